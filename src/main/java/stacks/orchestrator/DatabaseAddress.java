package stacks.orchestrator;

import stacks.orchestrator.Specification.Drawn;

/** Where an orchestrator finds its PostgreSQL, as its container sees it. */
public sealed interface DatabaseAddress {
  /** Stands for the password of the database's user. */
  String PASSWORD = password("").expression();

  /** The password of the database's user. */
  static Drawn password(String title) {
    return new Drawn("database_password", "Password of " + title + "'s database user");
  }

  /**
   * Google's connector as a Unix socket.
   *
   * @param connection {@code project:region:instance}; the socket is in /cloudsql/ of that name
   */
  record Socket(String connection) implements DatabaseAddress {}

  /**
   * A host and port.
   *
   * @param host a name or address, or an expression for one
   * @param port as a rule 5432
   * @param encrypted true when the way to it leaves the machine, so the connection must be
   *     encrypted
   */
  record Host(String host, int port, boolean encrypted) implements DatabaseAddress {}

  /**
   * The address as SQLAlchemy and libpq take it.
   *
   * @param scheme with the driver, as in postgresql+asyncpg
   * @param name of the user and the database
   * @param encryption the parameter by which the driver is told to encrypt, as in sslmode=require
   */
  default String url(String scheme, String name, String encryption) {
    String login = "%s://%s:%s@".formatted(scheme, name, PASSWORD);
    if (this instanceof Socket socket) {
      return "%s/%s?host=/cloudsql/%s".formatted(login, name, socket.connection());
    }
    Host host = (Host) this;
    return "%s%s:%d/%s%s"
        .formatted(login, host.host(), host.port(), name, host.encrypted() ? "?" + encryption : "");
  }
}
