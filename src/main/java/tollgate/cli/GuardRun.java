package tollgate.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.report.JsonReport;
import tollgate.report.JunitReport;
import tollgate.report.MarkdownReport;
import tollgate.report.Sources;
import tollgate.workflow.Appraisal;
import tollgate.workflow.Leftovers;
import tollgate.workflow.Planning;
import tollgate.workflow.Policies;

/** The gate on a plan file, or on the stacks' plans. */
final class GuardRun {
  private final Session session;

  GuardRun(Session session) {
    this.session = session;
  }

  ExitCode run(String plan, List<String> patterns, ReportFormat format) throws SettingsException {
    Judged judged = plan.isEmpty() ? planned(patterns) : given(plan, patterns);
    Judgement judgement = judged.judgement();
    session.talk().clear();
    session
        .rim()
        .out()
        .print(
            switch (format) {
              case text -> session.report().guard(judgement);
              case json -> JsonReport.guard(judgement);
              case markdown -> MarkdownReport.guard(judgement);
              case sarif -> session.sarif(judgement, judged.sources());
              case junit -> JunitReport.of(judgement, Gate.rules());
            });
    return judgement.passed() ? ExitCode.FINE : ExitCode.GUARD;
  }

  /** What the gate said, and where what it speaks of is written. */
  private record Judged(Judgement judgement, Sources sources) {}

  private Judged planned(List<String> patterns) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    PlanRun run = new PlanRun(session, patterns);
    List<StackInfo> all = run.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    return new Judged(
        run.planned(settings, all, leftovers, planning).appraisal().judgement(), run.sources(all));
  }

  private Judged given(String plan, List<String> patterns) throws SettingsException {
    CostRun.refusePatterns(patterns);
    List<StackPlan> plans = List.of(new StackPlan("", PlanFile.read(session.rim(), plan)));
    Judgement judgement =
        Appraisal.of(
                plans,
                List.of(),
                Estimator.shipped(),
                policy(),
                Set.of(),
                Set.of(),
                session.today(),
                session.timings())
            .judgement();
    Optional<Sources.Place> file =
        plan.equals("-") ? Optional.empty() : Optional.of(new Sources.Place(plan, 0));
    return new Judged(judgement, (stack, address) -> file);
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
