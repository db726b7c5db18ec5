package tollgate.workflow;

import java.util.List;
import tollgate.plan.StackPlan;

/**
 * What has changed outside of terraform.
 *
 * @param plans each leads from the objects as recorded to those that are there
 * @param blind what could not be compared
 */
public record Drift(PlanSet plans, List<Blind> blind) {
  public Drift {
    blind = List.copyOf(blind);
  }

  /** Compares what was recorded with what is there. */
  public static Drift of(PlanSet plans) {
    return new Drift(plans, Blind.in(plans));
  }

  public List<StackPlan> changes() {
    return plans.plans();
  }

  /** How many objects are gone or differ. */
  public long count() {
    return plans.stacks().stream()
        .flatMap(planned -> planned.plan().changes().stream())
        .filter(change -> change.managed() && change.action().changesSomething())
        .count();
  }
}
