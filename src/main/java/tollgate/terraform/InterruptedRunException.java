package tollgate.terraform;

/** The run was interrupted; nothing new is started. */
public final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InterruptedRunException() {
    this("Interrupted. Nothing was changed after that.");
  }

  public InterruptedRunException(String message) {
    super(message);
  }
}
