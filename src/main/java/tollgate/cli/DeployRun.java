package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.google.GoogleClient;
import tollgate.guard.Approval;
import tollgate.guard.Judgement;
import tollgate.terraform.Terraform.PlanKind;
import tollgate.text.ShellWord;
import tollgate.workflow.ApprovalBasis;
import tollgate.workflow.ApprovalFiles;
import tollgate.workflow.ApprovalKey;
import tollgate.workflow.Deployment;
import tollgate.workflow.GivenApproval;
import tollgate.workflow.Inputs;
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
    String settingsBefore = Inputs.settings(session.project());
    Settings settings = session.settingsForSynth();
    PlanRun plan = new PlanRun(session, patterns);
    List<StackInfo> all = plan.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    Inputs inputs = new Inputs(settingsBefore, Inputs.terraform(session.ground(all)));
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
      Consent words =
          settings.policy().signedApprovals() ? consent.signedOnly(signing(savedIn)) : consent;
      approve(
          outcome,
          savedIn.isEmpty() ? words : approvedBefore(words, settings, basis(outcome, all)));
      inputs.refuseWhenChanged(session.project(), session.ground(all));
      session.unfinished().begin(plans, outcome.appraisal().cost());
      FrontMemory memory = new FrontMemory(session);
      memory.begin(plans);
      apply(deployment, plans, settings);
      memory.end(plans);
      session.unfinished().end(plans.names());
    }
    tell(planning, outcome, all);
    return ExitCode.FINE;
  }

  private void apply(Deployment deployment, PlanSet plans, Settings settings) {
    try {
      deployment.apply(plans);
    } catch (StopException failure) {
      if (session.options().sandbox) {
        throw failure;
      }
      session.talk().clear();
      throw new FailedRevision(session.rim(), settings.project(), GoogleClient.Sleeper.THREAD)
          .explained(failure);
    }
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
            SavedPlans.read(session.rim().directory().resolve(directory), session.where()),
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

  /** Shows saved plans, asks, and writes down what was approved; deploys nothing. */
  ExitCode approveSaved(String savedIn) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    ApprovalFiles files = approvals(settings);
    files.refuseWithoutKey();
    PlanRun plan = new PlanRun(session, patterns);
    List<StackInfo> all = plan.synthesized(settings);
    Leftovers leftovers = session.leftovers(settings, all);
    Planning planning = session.planning(leftovers.with(all));
    PlanRun.Outcome outcome =
        saved(savedIn, settings, all, leftovers, planning, session.deployment(planning));
    session.talk().clear();
    session.rim().err().print(plan.text(outcome, session.talkReport()));
    if (outcome.verdict() == ExitCode.GUARD) {
      throw new StopException(
          StopException.Reason.GUARD, "The gate said no, so there is nothing to approve.");
    }
    session.rim().err().println();
    Set<Approval> kinds = outcome.appraisal().judgement().approvals();
    consent.dangers(dangers(kinds));
    consent.ordinary("Approve exactly these plans for %s?".formatted(settings.project()));
    Path file =
        files.write(
            new GivenApproval(who(), session.rim().clock().instant(), kinds, basis(outcome, all)));
    session.rim().out().println(session.project().root().relativize(file.toAbsolutePath()));
    session
        .talk()
        .note(
            "Approved. Next: %s --plan %s"
                .formatted(session.command("deploy", List.of()), ShellWord.of(savedIn)));
    return ExitCode.FINE;
  }

  /** The commands by which somebody else signs what this run would do. */
  private String signing(String savedIn) {
    String plans = savedIn.isEmpty() ? "plans" : savedIn;
    String then =
        Stream.of("approve", "deploy")
            .map(word -> session.command(word, List.of()) + " --plan " + ShellWord.of(plans))
            .collect(Collectors.joining(", then "));
    return savedIn.isEmpty()
        ? session.command("plan", patterns) + " --out plans, then " + then
        : then;
  }

  private ApprovalFiles approvals(Settings settings) {
    return ApprovalFiles.of(
        session.project(),
        ApprovalKey.in(session.rim().environment()),
        settings.policy().signedApprovals());
  }

  /** Who runs this, as the CI system or the machine has it. */
  private String who() {
    return Stream.of("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "USERNAME")
        .map(name -> session.rim().environment().getOrDefault(name, ""))
        .filter(name -> !name.isBlank())
        .findFirst()
        .orElse("somebody");
  }

  private ApprovalBasis basis(PlanRun.Outcome outcome, List<StackInfo> all) {
    return ApprovalBasis.of(outcome.plans(), session.ground(all), session.project());
  }

  /** What was given here, and what another job has written down for exactly these plans. */
  private Consent approvedBefore(Consent words, Settings settings, ApprovalBasis basis) {
    ApprovalFiles files = approvals(settings);
    Optional<GivenApproval> given = files.find(basis);
    if (given.isPresent()) {
      session.talk().note("Approved by %s, %s.".formatted(given.get().who(), given.get().when()));
      return words.with(dangers(given.get().kinds()));
    }
    Optional<String> voided = words.isGiven() ? Optional.empty() : files.voided(basis);
    if (voided.isPresent()) {
      throw new StopException(StopException.Reason.APPROVAL, voided.get());
    }
    return words;
  }

  private static List<Danger> dangers(Set<Approval> kinds) {
    return kinds.stream()
        .sorted()
        .map(kind -> Danger.valueOf(kind.name().toLowerCase(Locale.ROOT)))
        .toList();
  }

  private void approve(PlanRun.Outcome outcome, Consent consent) {
    Judgement judgement = outcome.appraisal().judgement();
    session.rim().err().println();
    consent.dangers(dangers(judgement.approvals()));
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

  private void tell(Planning planning, PlanRun.Outcome outcome, List<StackInfo> all) {
    session.talk().clear();
    List<StackInfo> deployed = outcome.plans().stacks().stream().map(PlannedStack::stack).toList();
    new OutputsView(session).print(planning, deployed, Format.text);
    if (session.options().quiet) {
      return;
    }
    List<String> names = outcome.plans().names();
    List<String> stacks = names.size() == all.size() ? patterns : names;
    session.rim().err().println();
    session
        .rim()
        .err()
        .println(
            (outcome.plans().changesSomething()
                    ? "Deployed."
                    : "Nothing to do: all is as it should be.")
                + " Next: %s --fail-on-changes shows drift; %s takes it down."
                    .formatted(
                        session.command("plan", stacks), session.command("destroy", stacks)));
  }
}
