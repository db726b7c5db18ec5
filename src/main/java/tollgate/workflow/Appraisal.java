package tollgate.workflow;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tollgate.cost.CostChange;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.guard.Context;
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
   * Prices and judges plans of a part of a platform. What stands in its other stacks counts for the
   * budget too, or a platform beyond it could be deployed piece by piece.
   *
   * @param plans what is about to be done
   * @param context the plans of the other stacks, of which only what stands before them is looked
   *     at, and what else a judgement has to know
   * @param today the day that waivers are held against
   */
  public static Appraisal of(
      List<StackPlan> plans,
      Context context,
      Estimator estimator,
      Policy policy,
      LocalDate today,
      Timings timings) {
    CostChange cost =
        timings.measure(
            "estimate",
            () -> {
              CostChange change = estimator.change(plans);
              if (context.others().isEmpty()) {
                return change;
              }
              Estimate standing = estimator.change(context.others()).before();
              return new CostChange(
                  together(change.before(), standing), together(change.after(), standing));
            });
    Judgement judgement =
        timings.measure("judge", () -> Gate.judge(plans, cost, policy, today, context));
    return new Appraisal(cost, judgement);
  }

  private static Estimate together(Estimate one, Estimate other) {
    return new Estimate(
        Stream.concat(one.resources().stream(), other.resources().stream()).toList(),
        Stream.concat(one.shared().stream(), other.shared().stream()).toList(),
        one.priceBookAsOf(),
        Stream.concat(one.oldestPrice().stream(), other.oldestPrice().stream())
            .min(Comparator.naturalOrder()));
  }
}
