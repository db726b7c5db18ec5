package tollgate.terraform;

/** No terraform, or one that is too old. The message says how to get one. */
public final class TerraformMissingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TerraformMissingException(String message) {
    super(message);
  }
}
