package tollgate.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.read.Nearest;
import tollgate.config.read.Shown;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.cost.Options;
import tollgate.cost.PriceBook;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Usage;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.report.JsonReport;
import tollgate.workflow.Policies;
import tollgate.workflow.Selection;
import tollgate.workflow.StopException;

/** Prices a plan file, or the stacks without asking terraform. */
final class CostRun {
  private final Session session;
  private final Estimator estimator;

  /**
   * @param usage a file of declared usage, or empty text
   */
  CostRun(Session session, String usage, boolean freeTier) {
    this.session = session;
    Usage declared =
        usage.isEmpty() ? Usage.NONE : UsageFile.read(session.rim().directory().resolve(usage));
    this.estimator = new Estimator(PriceBook.shipped(), new Options(declared, freeTier));
  }

  ExitCode run(String plan, List<String> patterns, String explain, Format format)
      throws SettingsException, IOException {
    CostChange cost;
    Optional<Policy.Budget> budget;
    if (plan.isEmpty()) {
      Settings settings = session.settingsForSynth();
      List<StackPlan> configurations = configurations(settings, patterns);
      cost = session.timings().measure("estimate", () -> estimator.change(configurations));
      budget = Policies.of(settings).budget();
    } else {
      refusePatterns(patterns);
      List<StackPlan> plans = List.of(new StackPlan("", PlanFile.read(session.rim(), plan)));
      cost = session.timings().measure("estimate", () -> estimator.change(plans));
      budget = Optional.empty();
    }
    session.rim().out().print(rendered(cost, budget, explain, format));
    return ExitCode.FINE;
  }

  private List<StackPlan> configurations(Settings settings, List<String> patterns)
      throws IOException {
    List<StackInfo> all =
        session.synthesize(settings, session.project().synthesized(), Removal.NONE);
    List<StackPlan> configurations = new ArrayList<>();
    for (StackInfo stack : Selection.of(all, patterns)) {
      configurations.add(SynthRun.configuration(stack));
    }
    return configurations;
  }

  static void refusePatterns(List<String> patterns) {
    if (!patterns.isEmpty()) {
      throw new StopException(
          StopException.Reason.USAGE,
          "With --plan there are no stacks to choose from; leave the names out.");
    }
  }

  private String rendered(
      CostChange cost, Optional<Policy.Budget> budget, String explain, Format format) {
    if (!explain.isEmpty()) {
      return session.report().explain(explained(cost, explain));
    }
    return switch (format) {
      case text -> session.report().cost(cost, budget);
      case json -> JsonReport.cost(cost);
    };
  }

  private static ResourceEstimate explained(CostChange cost, String address) {
    List<ResourceEstimate> all = cost.after().resources();
    return all.stream()
        .filter(resource -> resource.address().text().equals(address))
        .findFirst()
        .orElseThrow(
            () ->
                new StopException(
                    StopException.Reason.USAGE,
                    "There is no resource %s. %s"
                        .formatted(
                            Shown.quoted(address),
                            Nearest.hint(
                                address,
                                all.stream()
                                    .map(each -> Shown.bare(each.address().text()))
                                    .toList()))));
  }
}
