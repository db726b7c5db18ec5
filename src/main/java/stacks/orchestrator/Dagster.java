package stacks.orchestrator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Dagster's web server, and beside it the daemon that runs schedules, sensors and the queue; both
 * from your own image, whose working directory has the workspace.yaml or pyproject.toml that names
 * the code. The image needs dagster, dagster-webserver and dagster-postgres, and dagster-gcp with
 * storage: gcs. Runs are processes of the daemon's container. Sources: dagster-io/dagster
 * examples/deploy_docker, docs.dagster.io on dagster.yaml, dagster-postgres and dagster-gcp;
 * /server_info as its guide to deployment has it.
 */
final class Dagster {
  static final int PORT = 3000;
  private static final String HEALTH = "/server_info";
  private static final String HOME = "/tmp/dagster";
  private static final int CONNECTIONS = 100;

  /** Dagster reads its configuration from a file only. */
  private static final String START =
      "mkdir -p \"$DAGSTER_HOME\" && printf '%s' \"$DAGSTER_YAML\" > \"$DAGSTER_HOME/dagster.yaml\" && exec ";

  private Dagster() {}

  static Specification specification(Surroundings in) {
    Map<String, String> plain = new TreeMap<>();
    plain.put("DAGSTER_HOME", HOME);
    plain.put("DAGSTER_YAML", configuration(in.bucket()));
    plain.put("GOOGLE_CLOUD_PROJECT", in.settings().project().value());
    Map<String, Secret> secrets =
        Map.of(
            "DAGSTER_POSTGRES_URL",
            Secret.written(
                "dagster-database-url",
                in.database().url("postgresql", "dagster", "sslmode=require")));
    Container webserver =
        in.mainContainer()
            .runs(
                List.of("sh", "-c"),
                List.of(START + "dagster-webserver --host 0.0.0.0 --port " + PORT))
            .answers(PORT, Probe.startup(HEALTH, PORT, 240), Probe.liveness(HEALTH, PORT))
            .knows(plain, secrets)
            .container();
    Container daemon =
        in.sameImage("daemon")
            .runs(List.of("sh", "-c"), List.of(START + "dagster-daemon run"))
            .knows(plain, secrets)
            .container();
    return new Specification(
        "dagster",
        "Dagster",
        webserver,
        List.of(daemon),
        List.of(DatabaseAddress.password("Dagster")),
        CONNECTIONS,
        Optional.empty());
  }

  private static String configuration(Optional<String> bucket) {
    String storage =
        """
        storage:
          postgres:
            postgres_url:
              env: DAGSTER_POSTGRES_URL
        telemetry:
          enabled: false
        """;
    return storage
        + bucket
            .map(
                name ->
                    """
                    compute_logs:
                      module: dagster_gcp.gcs.compute_log_manager
                      class: GCSComputeLogManager
                      config:
                        bucket: "%s"
                        prefix: logs
                        local_dir: /tmp/dagster-logs
                    """
                        .formatted(name))
            .orElse("");
  }
}
