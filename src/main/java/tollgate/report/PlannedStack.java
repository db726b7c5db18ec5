package tollgate.report;

import java.util.List;
import java.util.Optional;
import tollgate.plan.StackPlan;

/**
 * A stack's plan with the file it is saved in.
 *
 * @param plan the stack and its plan
 * @param planFile path of the saved plan, as it is to be shown; empty for a plan without a file
 * @param digest of the saved plan, {@code sha256:…}
 * @param dependsOn names of the stacks that must be deployed before it
 */
public record PlannedStack(
    StackPlan plan, Optional<String> planFile, Optional<String> digest, List<String> dependsOn) {
  public PlannedStack {
    dependsOn = List.copyOf(dependsOn);
  }

  /** A stack that needs no other. */
  public PlannedStack(StackPlan plan, Optional<String> planFile, Optional<String> digest) {
    this(plan, planFile, digest, List.of());
  }

  /** A plan that is not saved. */
  public static PlannedStack of(StackPlan plan) {
    return new PlannedStack(plan, Optional.empty(), Optional.empty());
  }

  public String name() {
    return plan.stack();
  }
}
