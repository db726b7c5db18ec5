package tollgate.workflow;

import java.util.List;

/**
 * The way ends here, for a reason that the user can do something about. The message is one sentence
 * or several; the details are lines of their own. Both are fit for a terminal.
 */
public final class StopException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why; each has an exit code of its own. */
  public enum Reason {
    /** What was asked for makes no sense. */
    USAGE,
    /** The gate said no. */
    GUARD,
    /** Nobody approved, or what was approved is no longer what would run. */
    APPROVAL,
    /** Something that must be installed is missing. */
    PREREQUISITE,
    /** Terraform failed. */
    TERRAFORM
  }

  private final Reason reason;
  private final transient List<String> details;

  public StopException(Reason reason, String message, List<String> details) {
    super(message);
    this.reason = reason;
    this.details = List.copyOf(details);
  }

  public StopException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  public Reason reason() {
    return reason;
  }

  public List<String> details() {
    return details;
  }
}
