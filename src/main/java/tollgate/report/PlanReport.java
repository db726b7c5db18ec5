package tollgate.report;

import java.util.List;
import java.util.Optional;
import tollgate.cost.CostChange;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;

/**
 * All that a report shows of one plan run.
 *
 * @param stacks in the order they would be deployed
 * @param cost before and after
 * @param judgement of all stacks together
 * @param budget what the platform may cost
 * @param notes sentences about where this comes from: what a sandbox does not prove, say
 * @param next the next step, or empty text
 */
public record PlanReport(
    List<PlannedStack> stacks,
    CostChange cost,
    Judgement judgement,
    Optional<Policy.Budget> budget,
    List<String> notes,
    String next) {
  public PlanReport {
    stacks = List.copyOf(stacks);
    notes = List.copyOf(notes);
  }
}
