package tollgate.cli;

import java.nio.file.Files;
import java.util.List;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.cost.Estimator;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.plan.StackPlan;
import tollgate.report.JsonReport;
import tollgate.workflow.Appraisal;
import tollgate.workflow.Leftovers;
import tollgate.workflow.Policies;

/** The gate on a plan file, or on the stacks' plans. */
final class GuardRun {
  private final Session session;

  GuardRun(Session session) {
    this.session = session;
  }

  ExitCode run(String plan, List<String> patterns, Format format) throws SettingsException {
    Judgement judgement = plan.isEmpty() ? planned(patterns) : given(plan, patterns);
    session.talk().clear();
    session
        .rim()
        .out()
        .print(
            switch (format) {
              case text -> session.report().guard(judgement);
              case json -> JsonReport.guard(judgement);
            });
    return judgement.passed() ? ExitCode.FINE : ExitCode.GUARD;
  }

  private Judgement planned(List<String> patterns) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    PlanRun run = new PlanRun(session, patterns);
    List<StackInfo> all = run.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    return run.planned(settings, all, leftovers, session.planning(leftovers.with(all)))
        .appraisal()
        .judgement();
  }

  private Judgement given(String plan, List<String> patterns) throws SettingsException {
    CostRun.refusePatterns(patterns);
    List<StackPlan> plans = List.of(new StackPlan("", PlanFile.read(session.rim(), plan)));
    return Appraisal.of(
            plans, List.of(), Estimator.shipped(), policy(), session.today(), session.timings())
        .judgement();
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
