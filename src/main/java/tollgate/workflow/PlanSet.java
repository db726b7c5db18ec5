package tollgate.workflow;

import java.util.List;
import tollgate.plan.StackPlan;

/**
 * The plans of a run.
 *
 * @param stacks each after those it depends on
 */
public record PlanSet(List<PlannedStack> stacks) {
  public PlanSet {
    stacks = List.copyOf(stacks);
  }

  public List<StackPlan> plans() {
    return stacks.stream().map(PlannedStack::stackPlan).toList();
  }

  public boolean changesSomething() {
    return stacks.stream().anyMatch(PlannedStack::changesSomething);
  }

  /** How many objects an apply would touch. */
  public long changes() {
    return stacks.stream()
        .flatMap(stack -> stack.plan().changes().stream())
        .filter(change -> change.action().changesSomething())
        .count();
  }

  /** Secrets that would be written only in some places, one sentence each. */
  public List<String> halfWritten() {
    return stacks.stream().flatMap(stack -> stack.halfWritten().stream()).toList();
  }
}
