package stacks.orchestrator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stacks.orchestrator.Specification.Drawn;
import stacks.orchestrator.Specification.Login;

/**
 * Prefect's server, which only schedules, and beside it a worker that runs flows as processes in
 * the work pool {@code default}. Deployments say where their code is; the image has git. Sources:
 * PrefectHQ/prefect, docs/v3 on self-hosting and settings, src/prefect/server/api/server.py (health
 * and readiness are answered without the auth string); PrefectHQ/prefect#17230 (the UI's address),
 * PrefectHQ/prefect#17687 (until 3.2.14 the auth string did not guard websockets). Not tried: that
 * asyncpg takes the socket as {@code ?host=}.
 */
final class Prefect {
  static final int PORT = 4200;
  private static final String HEALTH = "/api/health";
  private static final int CONNECTIONS = 50;
  private static final String POOL = "default";

  private static final Drawn OWNER =
      new Drawn("owner_password", "Prefect's password, after admin:");

  private Prefect() {}

  static Specification specification(Surroundings in) {
    Secret login = Secret.written("prefect-auth-string", "admin:" + OWNER.expression());
    String project = in.settings().project().value();
    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put(
        "PREFECT_API_DATABASE_CONNECTION_URL",
        Secret.written(
            "prefect-database-url",
            in.database().url("postgresql+asyncpg", "prefect", "ssl=require")));
    secrets.put("PREFECT_SERVER_API_AUTH_STRING", login);
    Container worker =
        in.sameImage("worker")
            .runs(
                List.of(),
                List.of("prefect", "worker", "start", "--pool", POOL, "--type", "process"))
            .knows(
                Map.of(
                    "PREFECT_API_URL",
                    "http://127.0.0.1:" + PORT + "/api",
                    "GOOGLE_CLOUD_PROJECT",
                    project),
                Map.of("PREFECT_API_AUTH_STRING", login))
            .container();
    Container server =
        in.mainContainer()
            .runs(
                List.of(),
                List.of(
                    "prefect",
                    "server",
                    "start",
                    "--host",
                    "0.0.0.0",
                    "--port",
                    Integer.toString(PORT)))
            .answers(PORT, Probe.startup(HEALTH, PORT, 240), Probe.liveness(HEALTH, PORT))
            .knows(
                Map.of(
                    "GOOGLE_CLOUD_PROJECT",
                    project,
                    "PREFECT_SERVER_ANALYTICS_ENABLED",
                    "false",
                    "PREFECT_UI_API_URL",
                    in.url() + "/api"),
                secrets)
            .container();
    return new Specification(
        "prefect",
        "Prefect",
        server,
        List.of(worker),
        List.of(DatabaseAddress.password("Prefect"), OWNER),
        CONNECTIONS,
        Optional.of(
            new Login(
                "prefect-auth-string",
                "Shows what Prefect's page asks for, and its clients want as PREFECT_API_AUTH_STRING")));
  }
}
