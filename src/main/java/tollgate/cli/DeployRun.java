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
import tollgate.workflow.PlanSet;
import tollgate.workflow.Planning;
import tollgate.workflow.SavedPlans;
import tollgate.workflow.Selection;
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
    Planning planning = session.planning(all);
    Deployment deployment = session.deployment(planning);
    PlanSet plans =
        savedIn.isEmpty()
            ? planning.plan(Selection.of(all, patterns), PlanKind.CHANGE)
            : deployment.saved(
                SavedPlans.read(session.rim().directory().resolve(savedIn)),
                all,
                session.ground(all),
                session.project());
    PlanRun.Outcome outcome = plan.appraised(settings, all, plans);
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
    List<StackInfo> deployed =
        outcome.plans().stacks().stream().map(planned -> planned.stack()).toList();
    new OutputsView(session).print(planning, deployed, Format.text);
    if (session.options().quiet) {
      return;
    }
    String where = session.options().sandbox ? " --sandbox" : "";
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
