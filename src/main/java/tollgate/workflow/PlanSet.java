package tollgate.workflow;

import java.util.List;
import stacks.StackInfo;
import tollgate.plan.ResourceChange;
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

  /** Of the stacks. */
  public List<String> names() {
    return stacks.stream().map(planned -> planned.stack().name()).toList();
  }

  public boolean changesSomething() {
    return stacks.stream().anyMatch(PlannedStack::changesSomething);
  }

  /** The plans of these stacks only. */
  public PlanSet only(List<StackInfo> chosen) {
    return new PlanSet(stacks.stream().filter(each -> chosen.contains(each.stack())).toList());
  }

  /** The plans of all stacks but these. */
  public PlanSet without(List<StackInfo> chosen) {
    return new PlanSet(stacks.stream().filter(each -> !chosen.contains(each.stack())).toList());
  }

  /** How many objects an apply would touch. */
  public long changes() {
    return stacks.stream()
        .flatMap(stack -> stack.plan().changes().stream())
        .filter(ResourceChange::changesSomething)
        .count();
  }
}
