package tollgate.terraform;

import java.util.List;
import java.util.Optional;

/** Terraform failed. The message is one sentence; the diagnostics hold the rest. */
public final class TerraformException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  public TerraformException(String message) {
    this(message, List.of());
  }

  public TerraformException(String message, List<Diagnostic> diagnostics) {
    super(message);
    this.diagnostics = List.copyOf(diagnostics);
  }

  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  /** The lock that stands in the way, when that is the reason. */
  public Optional<StateLock> lock() {
    return diagnostics.stream().flatMap(d -> StateLock.of(d).stream()).findFirst();
  }

  /** Whether the state has moved on since the plan was made. */
  public boolean stalePlan() {
    return diagnostics.stream().anyMatch(d -> d.summary().equals("Saved plan is stale"));
  }
}
