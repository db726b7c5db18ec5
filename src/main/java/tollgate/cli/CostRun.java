package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.read.Shown;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.cost.Options;
import tollgate.cost.PriceBook;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Usage;
import tollgate.cost.UsageFile;
import tollgate.cost.UsageFileException;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.report.JsonReport;
import tollgate.text.Nearest;
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
    Usage declared = usage.isEmpty() ? Usage.NONE : declared(session.rim(), usage);
    this.estimator = new Estimator(PriceBook.shipped(), new Options(declared, freeTier));
  }

  ExitCode run(String plan, List<String> patterns, String explain, CostFormat format)
      throws SettingsException, IOException {
    Optional<Policy.Budget> budget = Optional.empty();
    List<StackPlan> plans;
    if (plan.isEmpty()) {
      Settings settings = session.settingsForSynth();
      plans = configurations(settings, patterns);
      budget = Policies.of(settings).budget();
    } else {
      plans = planFile(plan, patterns);
    }
    CostChange cost = session.timings().measure("estimate", () -> estimator.change(plans));
    session.rim().out().print(rendered(cost, budget, explain, format));
    warnOfAge(cost);
    return ExitCode.FINE;
  }

  /** Writes a file of every amount that can be declared, all of them 0. */
  ExitCode template(String plan, List<String> patterns) throws SettingsException, IOException {
    List<StackPlan> plans =
        plan.isEmpty()
            ? configurations(session.settingsForSynth(), patterns)
            : planFile(plan, patterns);
    session.rim().out().print(UsageFile.template(plans));
    return ExitCode.FINE;
  }

  private List<StackPlan> planFile(String plan, List<String> patterns) {
    refusePatterns(patterns);
    return List.of(new StackPlan("", PlanFile.read(session.rim(), plan)));
  }

  private static Usage declared(Rim rim, String name) {
    String text;
    try {
      text = Files.readString(rim.directory().resolve(name));
    } catch (IOException unreadable) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The usage file %s cannot be read as text. Write one with `tollgate cost --usage-template`."
              .formatted(Shown.bare(name)));
    }
    try {
      return UsageFile.parse(name, text);
    } catch (UsageFileException wrong) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The usage file %s cannot be used.".formatted(Shown.bare(name)),
          wrong.problems());
    }
  }

  /** Prices change a few times a year: half a year is old. */
  private void warnOfAge(CostChange cost) {
    long days = ChronoUnit.DAYS.between(cost.after().priceBookAsOf(), session.today());
    if (days > PricesView.OLD_DAYS) {
      session
          .talk()
          .note(
              "The price book's newest price is %d days old; `tollgate prices refresh` makes a new one."
                  .formatted(days));
    }
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
      CostChange cost, Optional<Policy.Budget> budget, String explain, CostFormat format) {
    if (!explain.isEmpty()) {
      return session.report().explain(explained(cost, explain));
    }
    return switch (format) {
      case text -> session.report().cost(cost, budget);
      case json -> JsonReport.cost(cost);
      case csv -> JsonReport.csv(cost);
      case infracost -> JsonReport.infracost(cost, session.rim().clock().instant());
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
                                    .toList(),
                                "the same command without --explain"))));
  }
}
