package stacks.orchestrator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import stacks.orchestrator.Specification.Drawn;
import stacks.orchestrator.Specification.Login;
import stacks.parts.Literal;
import tollgate.config.GitSource;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Settings;

/**
 * Mage. Its login is on, its terminal off, and its keys are drawn: the defaults let everybody who
 * finds it run anything. It is never told to manage instances: it would make services open to
 * everybody outside of Terraform. The image's own command is left as it is, since it installs the
 * project's requirements. Sources: mage-ai/mage-ai v0.9.79, Dockerfile, scripts/run_app.sh,
 * mage_ai/settings, docs/production and docs/development/troubleshooting; the git variables:
 * data_preparation/preferences.py (GIT_ACCESS_TOKEN is read off its documentation, not tried).
 */
final class Mage {
  static final int PORT = 6789;

  /** Answers without a login and does not count as activity. */
  private static final String STATUS = "/api/status";

  private static final String HOME = "/home/src";
  private static final String PROJECT = HOME + "/pipelines";

  /** Mage keeps up to 50 connections open in each of its processes. */
  private static final int CONNECTIONS = 100;

  private static final Drawn OWNER = new Drawn("owner_password", "Password of Mage's first user");
  private static final Drawn SESSIONS =
      new Drawn("jwt_secret", "Key that Mage signs sessions with");
  private static final Drawn DOWNLOADS =
      new Drawn("jwt_download_secret", "Key that Mage signs download links with");

  private Mage() {}

  static Specification specification(Surroundings in) {
    Settings settings = in.settings();
    Map<String, String> plain = new TreeMap<>();
    plain.put("DEFAULT_OWNER_EMAIL", Literal.of(settings.owner().value()));
    plain.put("DEFAULT_OWNER_USERNAME", "owner");
    plain.put("DISABLE_TERMINAL", "1");
    plain.put("ENV", "prod");
    plain.put("GCP_LOCATION", settings.dataLocation().value());
    plain.put("GCP_PROJECT_ID", settings.project().value());
    plain.put("GCP_REGION", settings.region().value());
    plain.put("GOOGLE_CLOUD_PROJECT", settings.project().value());
    plain.put("HIDE_ENV_VAR_VALUES", "1");
    plain.put("MAGE_DATA_DIR", HOME + "/mage_data");
    plain.put("MAGE_PUBLIC_HOST", in.url());
    plain.put("REQUIRE_USER_AUTHENTICATION", "1");
    plain.put("ULIMIT_NO_FILE", "16384");
    plain.put("USER_CODE_PATH", PROJECT);
    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put(
        "MAGE_DATABASE_CONNECTION_URL",
        Secret.written(
            "mage-database-url", in.database().url("postgresql", "mage", "sslmode=require")));
    secrets.put(
        "DEFAULT_OWNER_PASSWORD", Secret.written("mage-owner-password", OWNER.expression()));
    secrets.put("JWT_SECRET", Secret.written("mage-jwt-secret", SESSIONS.expression()));
    secrets.put(
        "JWT_DOWNLOAD_SECRET", Secret.written("mage-jwt-download-secret", DOWNLOADS.expression()));
    in.wish().git().ifPresent(git -> fetch(git, plain, secrets));
    boolean mounts = !in.keeps(OrchestratorStorage.IMAGE) && !in.keeps(OrchestratorStorage.GIT);
    return new Specification(
        "mage",
        "Mage",
        in.mainContainer()
            .answers(
                PORT,
                // Four minutes for installing packages and migrating the database.
                Probe.startup(STATUS, PORT, 240),
                Probe.liveness(STATUS, PORT))
            .knows(plain, secrets)
            .sees(
                mounts
                    ? Optional.of(new Container.Files(HOME, false, Optional.empty(), 0))
                    : Optional.empty())
            .container(),
        List.of(),
        List.of(DatabaseAddress.password("Mage"), OWNER, SESSIONS, DOWNLOADS),
        CONNECTIONS,
        Optional.of(
            new Login(
                "mage-owner-password",
                "Shows the password of Mage's first user, who logs in as the owner's address")));
  }

  private static void fetch(GitSource git, Map<String, String> plain, Map<String, Secret> secrets) {
    plain.put("GIT_REPO_LINK", Literal.of(git.repository()));
    plain.put("GIT_REPO_PATH", PROJECT);
    plain.put("GIT_BRANCH", Literal.of(git.branch()));
    plain.put("GIT_AUTH_TYPE", "https");
    plain.put("GIT_SYNC_ON_START", "1");
    plain.put("GIT_SYNC_ON_PIPELINE_RUN", "1");
    git.tokenSecret().ifPresent(id -> secrets.put("GIT_ACCESS_TOKEN", Secret.foreign(id)));
  }
}
