package tollgate.workflow;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.guard.Severity;
import tollgate.guard.Verdict;
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

  /** The same with a denial for each secret that a plan would write only in some places. */
  public Appraisal with(List<String> halfWritten) {
    List<Verdict> verdicts = new ArrayList<>(judgement.verdicts());
    halfWritten.forEach(sentence -> verdicts.add(denial(sentence)));
    return new Appraisal(
        cost,
        new Judgement(
            verdicts, judgement.waivers(), judgement.requests(), judgement.passedChecks()));
  }

  private static Verdict denial(String sentence) {
    return new Verdict(
        "secrets/written-in-part",
        Severity.DENY,
        Verdict.Outcome.DENIED,
        "",
        Optional.empty(),
        sentence,
        "A password that differs from the one in its connection string locks everybody out.",
        "raise orchestrator.secrets_version in tollgate.yaml",
        Optional.empty(),
        true);
  }
}
