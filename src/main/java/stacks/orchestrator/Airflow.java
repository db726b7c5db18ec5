package stacks.orchestrator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stacks.orchestrator.Specification.Drawn;
import stacks.parts.Literal;
import tollgate.config.GitSource;
import tollgate.config.OrchestratorStorage;

/**
 * Airflow 3 with all its parts in one container. Its built-in login is switched off, since Google's
 * stands before it and it would write its passwords to the log. That way of running it is for small
 * platforms; its makers call it one for trying out. Sources: apache/airflow docker-compose.yaml,
 * the 3.1.0 pages on the simple auth manager, health checks and DAG bundles, the providers-git
 * reference. Not tried: that asyncpg takes the socket as {@code ?host=} as psycopg2 does.
 */
final class Airflow {
  static final int PORT = 8080;
  private static final String HEALTH = "/api/v2/monitor/health";
  private static final String DAGS = "/opt/airflow/dags";

  /** The folder of the bucket with the DAGs; beside it Airflow keeps logs. */
  private static final String FOLDER = "dags";

  /** The image's user is airflow. */
  private static final int USER = 50_000;

  private static final int CONNECTIONS = 100;
  private static final String GIT_CONNECTION = "pipelines";

  /** Airflow wants a token in a connection, and that in one variable. */
  private static final String WITH_TOKEN =
      """
      export AIRFLOW_CONN_PIPELINES="{\\"conn_type\\":\\"git\\",\\"host\\":\\"$GIT_REPOSITORY\\",\\"login\\":\\"git\\",\\"password\\":\\"$GIT_TOKEN\\"}" && exec /entrypoint standalone""";

  private static final Drawn FERNET =
      new Drawn("fernet_key", "What the key of Airflow's connections is made from");
  private static final Drawn TOKENS = new Drawn("jwt_secret", "Key that Airflow signs tokens with");

  private Airflow() {}

  static Specification specification(Surroundings in) {
    Map<String, String> plain = new TreeMap<>();
    plain.put("AIRFLOW__API__BASE_URL", in.url());
    // Each worker of the web server takes some hundred megabytes.
    plain.put("AIRFLOW__API__WORKERS", "1");
    plain.put("AIRFLOW__CORE__EXECUTOR", "LocalExecutor");
    plain.put("AIRFLOW__CORE__LOAD_EXAMPLES", "False");
    plain.put("AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_ALL_ADMINS", "True");
    plain.put("AIRFLOW_CONN_GOOGLE_CLOUD_DEFAULT", "google-cloud-platform://");
    plain.put("GOOGLE_CLOUD_PROJECT", in.settings().project().value());
    in.bucket().ifPresent(bucket -> keepLogs(bucket, plain));
    Map<String, Secret> secrets = secrets(in.database());
    Container.Draft main =
        in.mainContainer()
            .runs(List.of(), List.of("standalone"))
            .answers(PORT, Probe.startup(HEALTH, PORT, 240), Probe.liveness(HEALTH, PORT));
    Optional<GitSource> git = in.wish().git();
    if (git.isPresent()) {
      main = fetches(main, git.get(), plain, secrets);
    }
    boolean mounts = !in.keeps(OrchestratorStorage.IMAGE) && !in.keeps(OrchestratorStorage.GIT);
    return new Specification(
        "airflow",
        "Airflow",
        main.knows(plain, secrets)
            .sees(mounts ? Optional.of(dags(in)) : Optional.empty())
            .container(),
        List.of(),
        List.of(DatabaseAddress.password("Airflow"), FERNET, TOKENS),
        CONNECTIONS,
        Optional.empty());
  }

  private static Container.Files dags(Surroundings in) {
    return new Container.Files(
        DAGS,
        true,
        in.keeps(OrchestratorStorage.GCS) ? Optional.of(FOLDER) : Optional.empty(),
        USER);
  }

  private static void keepLogs(String bucket, Map<String, String> plain) {
    plain.put("AIRFLOW__LOGGING__REMOTE_LOGGING", "True");
    plain.put("AIRFLOW__LOGGING__REMOTE_BASE_LOG_FOLDER", "gs://" + bucket + "/logs");
    plain.put("AIRFLOW__LOGGING__REMOTE_LOG_CONN_ID", "google_cloud_default");
    // What stays in the container is memory on Cloud Run.
    plain.put("AIRFLOW__LOGGING__DELETE_LOCAL_LOGS", "True");
  }

  private static Map<String, Secret> secrets(DatabaseAddress database) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put(
        "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN",
        Secret.written(
            "airflow-database-url",
            database.url("postgresql+psycopg2", "airflow", "sslmode=require")));
    if (database instanceof DatabaseAddress.Host host && host.encrypted()) {
      // Left out, Airflow hands psycopg2's parameter to asyncpg, which does not know it.
      secrets.put(
          "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN_ASYNC",
          Secret.written(
              "airflow-database-url-async",
              database.url("postgresql+asyncpg", "airflow", "ssl=require")));
    }
    // A Fernet key is 32 bytes in base64: here the 32 digits that a digest of the password starts
    // with.
    secrets.put(
        "AIRFLOW__CORE__FERNET_KEY",
        Secret.written(
            "airflow-fernet-key",
            "${base64encode(substr(sha256(%s), 0, 32))}".formatted(FERNET.reference())));
    secrets.put(
        "AIRFLOW__API_AUTH__JWT_SECRET", Secret.written("airflow-jwt-secret", TOKENS.expression()));
    return secrets;
  }

  private static Container.Draft fetches(
      Container.Draft main, GitSource git, Map<String, String> plain, Map<String, Secret> secrets) {
    String source =
        git.tokenSecret().isPresent()
            ? "\"git_conn_id\":\"" + GIT_CONNECTION + "\""
            : "\"repo_url\":\"" + Literal.of(git.repository()) + "\"";
    plain.put(
        "AIRFLOW__DAG_PROCESSOR__DAG_BUNDLE_CONFIG_LIST",
        "[{\"name\":\"pipelines\",\"classpath\":\"airflow.providers.git.bundles.git.GitDagBundle\",\"kwargs\":{%s,\"tracking_ref\":\"%s\"}}]"
            .formatted(source, Literal.of(git.branch())));
    if (git.tokenSecret().isEmpty()) {
      return main;
    }
    plain.put("GIT_REPOSITORY", Literal.of(git.repository()));
    secrets.put("GIT_TOKEN", Secret.foreign(git.tokenSecret().get()));
    return main.runs(List.of("bash", "-c"), List.of(WITH_TOKEN));
  }
}
