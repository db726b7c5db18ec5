package stacks.orchestrator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stacks.orchestrator.Specification.Drawn;
import stacks.orchestrator.Specification.Login;
import stacks.parts.Literal;
import tollgate.config.OrchestratorStorage;

/**
 * Kestra in one process. Scripts run as processes beside it, since Docker's socket is root on the
 * machine; only on the workstation, and where the settings say so, they are containers. Its
 * configuration is in the open; the two passwords come as variables, which override it. Sources:
 * kestra-io/kestra docker-compose.yml and kestra.io/docs/configuration (basic-auth wants an address
 * as the name, and a capital and a digit in the password); that plugin defaults go by prefix, and
 * that JDBC opens no Unix socket, is read off its documentation and its list of drivers, not tried.
 */
final class Kestra {
  static final int PORT = 8080;
  private static final int MANAGEMENT = 8081;
  private static final String HEALTH = "/health";
  private static final String FILES = "/app/storage";

  /** Connection pools of its executor, scheduler, worker and web server together. */
  private static final int CONNECTIONS = 100;

  /** The image's user is kestra. */
  private static final int USER = 1000;

  private static final Drawn OWNER =
      new Drawn("owner_password", "Password of Kestra's first user, after a K and a 1");

  private static final String CONFIGURATION =
      """
      datasources:
        postgres:
          url: "%s"
          driverClassName: org.postgresql.Driver
          username: kestra
      endpoints:
        all:
          port: %d
      kestra:
        url: "%s/"
        server:
          basic-auth:
            username: "%s"
        repository:
          type: postgres
        queue:
          type: postgres
        storage:
      %s
        tasks:
          tmp-dir:
            path: %s/tmp
      """;

  /** Left out, scripts run in containers. */
  private static final String PROCESSES =
      """
        plugins:
          defaults:
            - type: io.kestra.plugin.scripts
              values:
                taskRunner:
                  type: io.kestra.plugin.core.runner.Process
      """;

  /** Containers of tasks see it at the same path as Kestra, so it is the same on the machine. */
  static final String WORKING_DIRECTORY = "/tmp/kestra-wd";

  private Kestra() {}

  static Specification specification(Surroundings in) {
    boolean bucket = in.keeps(OrchestratorStorage.GCS);
    return new Specification(
        "kestra",
        "Kestra",
        in.mainContainer()
            .runs(List.of(), List.of("server", "standalone"))
            .answers(
                PORT, Probe.startup(HEALTH, MANAGEMENT, 240), Probe.liveness(HEALTH, MANAGEMENT))
            .knows(
                Map.of(
                    "GOOGLE_CLOUD_PROJECT", in.settings().project().value(),
                    "KESTRA_CONFIGURATION", configuration(in)),
                secrets())
            .sees(
                bucket
                    ? Optional.empty()
                    : Optional.of(new Container.Files(FILES, false, Optional.empty(), USER)))
            .container(),
        List.of(),
        List.of(DatabaseAddress.password("Kestra"), OWNER),
        CONNECTIONS,
        Optional.of(
            new Login(
                "kestra-owner-password",
                "Shows the password of Kestra's user, who logs in as the owner's address")));
  }

  private static Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    secrets.put(
        "DATASOURCES_POSTGRES_PASSWORD",
        Secret.written("kestra-database-password", DatabaseAddress.PASSWORD));
    secrets.put(
        "KESTRA_SERVER_BASIC_AUTH_PASSWORD",
        Secret.written("kestra-owner-password", "K1" + OWNER.expression()));
    return secrets;
  }

  private static String configuration(Surroundings in) {
    String storage =
        in.bucket()
            .map(bucket -> "    type: gcs\n    gcs:\n      bucket: \"%s\"".formatted(bucket))
            .orElse("    type: local\n    local:\n      base-path: \"%s\"".formatted(FILES));
    return CONFIGURATION.formatted(
            address(in.database()),
            MANAGEMENT,
            in.url(),
            Literal.of(in.settings().owner().value()),
            storage,
            WORKING_DIRECTORY)
        + (in.wish().dockerSocket() ? "" : PROCESSES);
  }

  private static String address(DatabaseAddress database) {
    if (database instanceof DatabaseAddress.Host host) {
      return "jdbc:postgresql://%s:%d/kestra%s"
          .formatted(host.host(), host.port(), host.encrypted() ? "?sslmode=require" : "");
    }
    throw new IllegalArgumentException("Kestra's driver opens no Unix socket");
  }
}
