package tollgate.workflow;

import java.time.LocalDate;
import java.util.List;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;

/**
 * What plans cost, and what the gate says of them.
 *
 * @param cost before and after
 */
public record Appraisal(CostChange cost, Judgement judgement) {

  /**
   * Prices and judges any plans.
   *
   * @param today the day that waivers are held against
   */
  public static Appraisal of(
      List<StackPlan> plans, Estimator estimator, Policy policy, LocalDate today, Timings timings) {
    CostChange cost = timings.measure("estimate", () -> estimator.change(plans));
    Judgement judgement = timings.measure("judge", () -> Gate.judge(plans, cost, policy, today));
    return new Appraisal(cost, judgement);
  }
}
