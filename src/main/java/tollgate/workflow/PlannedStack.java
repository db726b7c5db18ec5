package tollgate.workflow;

import java.nio.file.Path;
import java.util.List;
import stacks.StackInfo;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * A stack with its saved plan.
 *
 * @param planFile what an apply runs
 * @param digests of what was planned
 * @param halfWritten one sentence for each secret that the plan would write only in some places
 */
public record PlannedStack(
    StackInfo stack, Path planFile, Plan plan, Digests digests, List<String> halfWritten) {

  public PlannedStack {
    halfWritten = List.copyOf(halfWritten);
  }

  public StackPlan stackPlan() {
    return new StackPlan(stack.name(), plan);
  }

  public boolean changesSomething() {
    return plan.changesSomething();
  }
}
