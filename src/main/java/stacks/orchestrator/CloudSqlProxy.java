package stacks.orchestrator;

import java.util.List;
import tollgate.config.MemorySize;

/**
 * Google's connector as a container, for who cannot open its socket: it listens on an address and
 * encrypts the way to Cloud SQL. It logs in as the account it runs as.
 */
public final class CloudSqlProxy {
  /** Published by Google in an Artifact Registry, which Cloud Run pulls from without a cache. */
  private static final String IMAGE = "gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.18.2";

  public static final String NAME = "cloud-sql-proxy";
  public static final int PORT = 5432;
  private static final int HEALTH_PORT = 9090;

  private CloudSqlProxy() {}

  /**
   * The container.
   *
   * @param connection {@code project:region:instance}
   * @param listen 127.0.0.1 beside the orchestrator, 0.0.0.0 in a network of its own
   */
  public static Container container(String connection, String listen) {
    return Container.of(NAME, IMAGE, 500, new MemorySize(512))
        .runs(
            List.of(),
            List.of(
                "--address=" + listen,
                "--port=" + PORT,
                "--health-check",
                "--http-address=0.0.0.0",
                "--http-port=" + HEALTH_PORT,
                "--structured-logs",
                connection))
        .startsFirst(Probe.startup("/startup", HEALTH_PORT, 120))
        .container();
  }
}
