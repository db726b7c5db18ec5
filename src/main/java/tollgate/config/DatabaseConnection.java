package tollgate.config;

/** How the orchestrator reaches its database. */
public enum DatabaseConnection {
  /**
   * Through Google's connector: a Unix socket, or a proxy beside it for who cannot use one. No
   * network is let in.
   */
  CONNECTOR,
  /** At a private address, in a network that is peered with Google's. */
  PRIVATE_IP,
  /** On the same machine, without Cloud SQL. */
  BESIDE
}
