package tollgate.workflow;

import java.nio.file.Path;
import stacks.StackInfo;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

/**
 * A stack with its saved plan.
 *
 * @param planFile what an apply runs
 * @param digests of what was planned
 */
public record PlannedStack(StackInfo stack, Path planFile, Plan plan, Digests digests) {

  public StackPlan stackPlan() {
    return new StackPlan(stack.name(), plan);
  }

  public boolean changesSomething() {
    return plan.changesSomething();
  }
}
