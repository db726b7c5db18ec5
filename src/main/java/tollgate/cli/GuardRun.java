package tollgate.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stacks.Platform;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.read.Shown;
import tollgate.cost.Estimator;
import tollgate.guard.Agreed;
import tollgate.guard.Context;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.report.HtmlReport;
import tollgate.report.JsonReport;
import tollgate.report.JunitReport;
import tollgate.report.MarkdownReport;
import tollgate.report.PlanReport;
import tollgate.report.PlannedStack;
import tollgate.report.Sources;
import tollgate.text.Nearest;
import tollgate.workflow.Appraisal;
import tollgate.workflow.Leftovers;
import tollgate.workflow.Planning;
import tollgate.workflow.Policies;
import tollgate.workflow.StopException;

/** The gate on a plan file, or on the stacks' plans. */
final class GuardRun {
  private final Session session;

  GuardRun(Session session) {
    this.session = session;
  }

  /**
   * Judges and reports.
   *
   * @param plan a file, {@code -} for stdin, or empty for the stacks' own plans
   * @param stack that the file is a plan of, or empty
   */
  ExitCode run(String plan, String stack, List<String> patterns, ReportOptions reports)
      throws SettingsException {
    refuseUnknown(stack, plan);
    Judged judged = plan.isEmpty() ? planned(patterns) : given(plan, stack, patterns);
    session.talk().clear();
    reports.write(session.rim(), format -> rendered(judged, format));
    return judged.report().judgement().passed() ? ExitCode.FINE : ExitCode.GUARD;
  }

  private String rendered(Judged judged, ReportFormat format) {
    Judgement judgement = judged.report().judgement();
    return switch (format) {
      case text -> session.report().guard(judgement);
      case json -> JsonReport.guard(judgement);
      case markdown -> MarkdownReport.guard(judgement);
      case sarif -> session.sarif(judgement, judged.sources());
      case junit -> JunitReport.of(judgement, Gate.rules());
      case html -> HtmlReport.of(judged.report());
    };
  }

  /** What the gate said, and where what it speaks of is written. */
  private record Judged(PlanReport report, Sources sources) {}

  private Judged planned(List<String> patterns) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    PlanRun run = new PlanRun(session, patterns);
    List<StackInfo> all = run.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    return new Judged(
        run.report(run.planned(settings, all, leftovers, planning), ""), run.sources(all));
  }

  private static void refuseUnknown(String stack, String plan) {
    if (!stack.isEmpty() && plan.isEmpty()) {
      throw new StopException(
          StopException.Reason.USAGE,
          "--stack says what --plan is a plan of; without --plan, give the stack's name alone.");
    }
    if (!stack.isEmpty() && !Platform.NAMES.contains(stack)) {
      throw new StopException(
          StopException.Reason.USAGE,
          "There is no stack %s. %s"
              .formatted(Shown.quoted(stack), Nearest.hint(stack, Platform.NAMES)));
    }
  }

  private Judged given(String plan, String stack, List<String> patterns) throws SettingsException {
    CostRun.refusePatterns(patterns);
    List<StackPlan> plans = List.of(new StackPlan(stack, PlanFile.read(session.rim(), plan)));
    Policy policy = policy();
    Appraisal appraisal =
        Appraisal.of(
            plans,
            new Context(List.of(), stack.isEmpty() ? Set.of() : Set.of(stack), Agreed.NOTHING),
            Estimator.shipped(),
            policy,
            session.today(),
            session.timings());
    Optional<Sources.Place> file =
        plan.equals("-") ? Optional.empty() : Optional.of(new Sources.Place(plan, 0));
    return new Judged(
        new PlanReport(
            plans.stream().map(PlannedStack::of).toList(),
            appraisal.cost(),
            appraisal.judgement(),
            policy.budget(),
            List.of(),
            ""),
        (of, address) -> file);
  }

  /** A plan from elsewhere needs no settings; a file that was named must be there. */
  private Policy policy() throws SettingsException {
    boolean named = !session.options().config.equals(GlobalOptions.CONFIG);
    if (!named && !Files.exists(session.project().settings())) {
      session.talk().note("There is no tollgate.yaml here, so no budget is held against the plan.");
      return Policy.NONE;
    }
    return Policies.of(session.settings());
  }
}
