package tollgate.google;

/** Google's price catalog could not be read; the message is one sentence with what to do. */
public final class CatalogException extends Exception {
  private static final long serialVersionUID = 1;

  CatalogException(String message) {
    super(message);
  }

  CatalogException(String message, Throwable cause) {
    super(message, cause);
  }
}
