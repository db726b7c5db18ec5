package tollgate.cli;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import stacks.Platform;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.cost.Estimator;
import tollgate.guard.Agreed;
import tollgate.guard.Context;
import tollgate.guard.Dollars;
import tollgate.guard.Gate;
import tollgate.guard.Policy;
import tollgate.report.HtmlReport;
import tollgate.report.JsonReport;
import tollgate.report.JunitReport;
import tollgate.report.MarkdownReport;
import tollgate.report.PlanReport;
import tollgate.report.PlannedStack;
import tollgate.report.Sources;
import tollgate.report.TextReport;
import tollgate.terraform.Terraform.PlanKind;
import tollgate.text.ShellWord;
import tollgate.workflow.Appraisal;
import tollgate.workflow.Leftovers;
import tollgate.workflow.PlanSet;
import tollgate.workflow.Planning;
import tollgate.workflow.Policies;
import tollgate.workflow.SavedPlans;
import tollgate.workflow.Selection;
import tollgate.workflow.StopException;

/** From settings to plans with their price and verdicts. */
final class PlanRun {

  private static final String SANDBOX_NOTE =
      "Sandbox: this proves wiring, types and references, and of Google's own rules only a part:"
          + " `tollgate sandbox rules` lists it, docs/sandbox.md says what is missing.";

  private final Session session;
  private final List<String> patterns;

  PlanRun(Session session, List<String> patterns) {
    this.session = session;
    this.patterns = patterns;
  }

  /** Plans and what was thought of them. */
  record Outcome(
      Settings settings, PlanSet plans, PlanSet leftovers, Appraisal appraisal, Policy policy) {
    ExitCode verdict() {
      return appraisal.judgement().passed() ? ExitCode.FINE : ExitCode.GUARD;
    }
  }

  /** The command plan. */
  ExitCode show(ReportOptions reports, String out, boolean failOnChanges) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    List<StackInfo> all = synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    Outcome outcome = planned(settings, all, leftovers, planning);
    PlanSet plans = outcome.plans();
    session.talk().clear();
    if (!out.isEmpty()) {
      SavedPlans.write(
          session.rim().directory().resolve(out), plans, session.ground(all), session.project());
    }
    PlanReport report = report(outcome, next(outcome, out));
    session
        .timings()
        .measure(
            "render",
            () -> reports.write(session.rim(), format -> rendered(report, format, sources(all))));
    ExitCode verdict = outcome.verdict();
    return verdict == ExitCode.FINE && failOnChanges && plans.changesSomething()
        ? ExitCode.CHANGES
        : verdict;
  }

  private String rendered(PlanReport report, ReportFormat format, Sources sources) {
    return switch (format) {
      case text -> session.report().plan(report);
      case json -> JsonReport.plan(report);
      case markdown -> MarkdownReport.plan(report);
      case sarif -> session.sarif(report.judgement(), sources);
      case junit -> JunitReport.of(report.judgement(), Gate.rules());
      case html -> HtmlReport.of(report);
    };
  }

  /** Where resources of synthesized stacks are written. */
  Sources sources(List<StackInfo> all) {
    return new StackSources(session.project().root(), all);
  }

  /** All stacks. */
  List<StackInfo> synthesized(Settings settings) {
    return session.synthesize(settings, session.project().synthesized(), Removal.NONE);
  }

  /** Plans every stack, for what stands counts too, and judges the chosen ones. */
  Outcome planned(Settings settings, List<StackInfo> all, Leftovers leftovers, Planning planning) {
    refuse(leftovers);
    List<StackInfo> chosen = Selection.of(all, patterns);
    PlanSet everything = planning.plan(Selection.of(all, List.of()), PlanKind.CHANGE);
    return appraised(
        settings, everything.only(chosen), everything.without(chosen), leftovers.plans(planning));
  }

  private void refuse(Leftovers leftovers) {
    for (String name : patterns) {
      if (leftovers.contains(name)) {
        throw new StopException(
            StopException.Reason.USAGE,
            "The settings no longer have the stack %s, so there is nothing to plan; `%s` takes down what stands of it."
                .formatted(name, session.command("destroy", List.of(name))));
      }
    }
  }

  Outcome appraised(Settings settings, PlanSet plans, PlanSet others, PlanSet leftovers) {
    Policy policy = Policies.of(settings);
    Appraisal appraisal =
        Appraisal.of(
            plans.plans(),
            new Context(
                Stream.concat(others.plans().stream(), leftovers.plans().stream()).toList(),
                Set.copyOf(Platform.NAMES),
                // A note on this machine is no signature.
                settings.policy().signedApprovals()
                    ? Agreed.NOTHING
                    : session.unfinished().agreed(plans.names())),
            Estimator.shipped(),
            policy,
            session.today(),
            session.timings());
    return new Outcome(settings, plans, leftovers, appraisal, policy);
  }

  PlanReport report(Outcome outcome, String next) {
    List<PlannedStack> stacks = new ArrayList<>();
    for (tollgate.workflow.PlannedStack planned : outcome.plans().stacks()) {
      stacks.add(
          new PlannedStack(
              planned.stackPlan(),
              Optional.of(shown(planned.planFile())),
              Optional.of("sha256:" + planned.digests().combined()),
              planned.stack().dependsOn()));
    }
    return new PlanReport(
        stacks,
        outcome.appraisal().cost(),
        outcome.appraisal().judgement(),
        outcome.policy().budget(),
        notes(outcome),
        next);
  }

  private List<String> notes(Outcome outcome) {
    List<String> notes = new ArrayList<>();
    for (tollgate.workflow.PlannedStack left : outcome.leftovers().stacks()) {
      String name = left.stack().name();
      BigDecimal floor = Estimator.shipped().change(List.of(left.stackPlan())).before().floor();
      notes.add(
          ("Still deployed, though the settings no longer have it: %s, %d resources for %s a month"
                  + " and more with use. Take it down with `%s`.")
              .formatted(
                  name,
                  new PlanSet(List.of(left)).changes(),
                  Dollars.text(floor),
                  session.command("destroy", List.of(name))));
    }
    if (session.options().sandbox) {
      notes.add(SANDBOX_NOTE);
    }
    return notes;
  }

  /** Without the part of the path that is only this machine's. */
  private String shown(Path file) {
    Path root = session.project().root();
    return file.startsWith(root) ? root.relativize(file).toString() : file.toString();
  }

  String text(Outcome outcome, TextReport to) {
    return to.plan(report(outcome, ""));
  }

  private String next(Outcome outcome, String out) {
    if (outcome.verdict() != ExitCode.FINE || !outcome.plans().changesSomething()) {
      return "";
    }
    return out.isEmpty()
        ? session.command("deploy", patterns)
        : session.command("deploy", List.of()) + " --plan " + ShellWord.of(out);
  }
}
