package tollgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.guard.Approval;
import tollgate.guard.Judgement;
import tollgate.terraform.Terraform.PlanKind;
import tollgate.workflow.Deployment;
import tollgate.workflow.Leftovers;
import tollgate.workflow.PlanSet;
import tollgate.workflow.PlannedStack;
import tollgate.workflow.Planning;
import tollgate.workflow.SavedPlans;
import tollgate.workflow.StopException;

/** Plan, show, ask, apply, tell. */
final class DeployRun {
  private final Session session;
  private final List<String> patterns;
  private final Consent consent;

  DeployRun(Session session, List<String> patterns, Consent consent) {
    this.session = session;
    this.patterns = patterns;
    this.consent = consent;
  }

  ExitCode run(String savedIn) throws SettingsException {
    if (!savedIn.isEmpty() && !patterns.isEmpty()) {
      throw new StopException(
          StopException.Reason.USAGE,
          "--plan says which stacks are deployed; leave the names out, or --plan.");
    }
    session.warmUp();
    Settings settings = session.settingsForSynth();
    PlanRun plan = new PlanRun(session, patterns);
    List<StackInfo> all = plan.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    Deployment deployment = session.deployment(planning);
    PlanRun.Outcome outcome =
        savedIn.isEmpty()
            ? plan.planned(settings, all, leftovers, planning)
            : saved(savedIn, settings, all, leftovers, planning, deployment);
    PlanSet plans = outcome.plans();
    session.talk().clear();
    boolean denied = outcome.verdict() == ExitCode.GUARD;
    if (denied || !session.options().quiet || !consent.isGiven()) {
      session.rim().err().print(plan.text(outcome, session.talkReport()));
    }
    if (denied) {
      throw new StopException(
          StopException.Reason.GUARD, "The gate said no, so nothing was deployed.");
    }
    if (plans.changesSomething()) {
      approve(outcome);
      deployment.apply(plans);
    }
    tell(planning, outcome);
    return ExitCode.FINE;
  }

  private PlanRun.Outcome saved(
      String directory,
      Settings settings,
      List<StackInfo> all,
      Leftovers leftovers,
      Planning planning,
      Deployment deployment) {
    PlanSet plans =
        deployment.saved(
            SavedPlans.read(session.rim().directory().resolve(directory)),
            all,
            session.ground(all),
            session.project());
    List<StackInfo> chosen = plans.stacks().stream().map(PlannedStack::stack).toList();
    PlanSet others =
        planning.plan(
            all.stream().filter(stack -> !chosen.contains(stack)).toList(), PlanKind.CHANGE);
    return new PlanRun(session, patterns)
        .appraised(settings, plans, others, leftovers.plans(planning));
  }

  private void approve(PlanRun.Outcome outcome) {
    Judgement judgement = outcome.appraisal().judgement();
    List<Danger> dangers = new ArrayList<>();
    for (Approval approval : Approval.values()) {
      if (judgement.approvals().contains(approval)) {
        dangers.add(Danger.valueOf(approval.name().toLowerCase(Locale.ROOT)));
      }
    }
    session.rim().err().println();
    dangers.forEach(consent::danger);
    long changes = outcome.plans().changes();
    consent.ordinary(
        "Deploy %s to %s%s?"
            .formatted(
                changes == 1
                    ? "this change"
                    : changes == 0 ? "these outputs" : "these " + changes + " changes",
                outcome.settings().project(),
                session.options().sandbox ? " in the sandbox" : ""));
  }

  private void tell(Planning planning, PlanRun.Outcome outcome) {
    session.talk().clear();
    List<StackInfo> deployed = outcome.plans().stacks().stream().map(PlannedStack::stack).toList();
    new OutputsView(session).print(planning, deployed, Format.text);
    if (session.options().quiet) {
      return;
    }
    String where = session.where();
    session.rim().err().println();
    session
        .rim()
        .err()
        .println(
            (outcome.plans().changesSomething()
                    ? "Deployed."
                    : "Nothing to do: all is as it should be.")
                + " Next: tollgate plan%s --fail-on-changes shows drift; tollgate destroy%s takes it down."
                    .formatted(where, where));
  }
}
