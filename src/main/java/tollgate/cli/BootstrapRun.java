package tollgate.cli;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import stacks.Platform;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Deployer;
import tollgate.config.Principal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.google.Bootstrap;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.GoogleProblem;
import tollgate.google.IamPolicies;
import tollgate.google.Identity;
import tollgate.report.Printable;
import tollgate.terraform.InterruptedRunException;
import tollgate.workflow.StopException;
import tollgate.workflow.Synthesized;

/** Shows what a project lacks, asks, and makes it. */
final class BootstrapRun {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final String INTERRUPTED =
      "Interrupted. What was done stays; run the same command again to go on.";

  private final Session session;
  private final Consent consent;
  private final List<String> users;

  /**
   * @param users principals; none for whoever is logged in
   */
  BootstrapRun(Session session, Consent consent, List<String> users) {
    this.session = session;
    this.consent = consent;
    this.users = users;
  }

  ExitCode run() throws SettingsException {
    Settings settings = session.settingsForSynth();
    if (session.options().sandbox) {
      say(
          "The sandbox needs no bootstrap: its APIs are on, and its state is a file under .tollgate.");
      return ExitCode.FINE;
    }
    boolean begun = false;
    try {
      GoogleClient client =
          GoogleClient.of(
              session.rim().environment(),
              Commands.Version.NUMBER,
              DEADLINE,
              GoogleClient.Sleeper.THREAD);
      Bootstrap.Wish wish = wish(settings, client.identity());
      Bootstrap bootstrap = new Bootstrap(client, wish, GoogleClient.Sleeper.THREAD);
      List<Bootstrap.Step> steps = bootstrap.look();
      if (steps.isEmpty()) {
        say("Everything is there; nothing was changed.");
        next(settings, wish);
        return ExitCode.FINE;
      }
      session.rim().err().println("In the project %s:".formatted(wish.project()));
      for (Bootstrap.Step step : steps) {
        session.rim().err().println("  " + Printable.text(step.sentence()));
      }
      consent.ordinary("Do this?");
      begun = true;
      session.rim().lastWords().say(INTERRUPTED);
      for (Bootstrap.Step step : steps) {
        bootstrap.run(step);
        session.talk().note("done: " + step.sentence());
      }
      next(settings, wish);
      return ExitCode.FINE;
    } catch (GoogleException failed) {
      List<String> goOn =
          begun ? List.of("What was done stays; the same command goes on from there.") : List.of();
      if (failed.problem().kind() == GoogleProblem.Kind.INTERRUPTED) {
        throw new InterruptedRunException(begun ? INTERRUPTED : "Interrupted.");
      }
      throw new StopException(
          StopException.Reason.PREREQUISITE, String.valueOf(failed.getMessage()), goOn);
    }
  }

  private void say(String line) {
    session.rim().out().println(line);
  }

  private void next(Settings settings, Bootstrap.Wish wish) {
    if (settings.state().bucket().isEmpty()) {
      say("In tollgate.yaml: state: {backend: gcs, bucket: %s}".formatted(wish.bucket()));
    }
    if (settings.deployer().isEmpty()) {
      say(
          "In tollgate.yaml: deployer: {people: [%s]}"
              .formatted(
                  wish.users().stream()
                      .map(user -> '"' + user.toString() + '"')
                      .collect(Collectors.joining(", "))));
    }
    if (!wish.users().isEmpty()) {
      say("To deploy as it: export GOOGLE_IMPERSONATE_SERVICE_ACCOUNT=" + wish.deployer());
    }
    say("Next: " + session.command("doctor", List.of()));
  }

  private Bootstrap.Wish wish(Settings settings, Identity identity) {
    Set<Principal> principals = new LinkedHashSet<>();
    settings.deployer().ifPresent(deployer -> principals.addAll(deployer.people()));
    for (String user : users) {
      try {
        principals.add(Principal.parse(user));
      } catch (IllegalArgumentException wrong) {
        throw new StopException(StopException.Reason.USAGE, "--user: " + wrong.getMessage());
      }
    }
    if (principals.isEmpty()
        && identity.kind() == Identity.Kind.PERSON
        && identity.principal().contains("@")) {
      principals.add(Principal.parse("user:" + identity.principal()));
    }
    StackInfo foundation = foundation(settings);
    String deployer = Platform.deployer(settings);
    return new Bootstrap.Wish(
        settings.project(),
        settings.region(),
        apis(foundation),
        settings.state().bucket().orElse(settings.project() + "-tfstate"),
        deployer,
        roles(foundation, "serviceAccount:" + deployer),
        List.copyOf(principals));
  }

  /** What the stack itself would make: so the two can never differ. */
  private StackInfo foundation(Settings settings) {
    Settings whole =
        settings.deployer().isPresent()
            ? settings
            : settings.withDeployer(
                new Deployer(
                    List.of(new Principal("user", settings.owner().value())), Optional.empty()));
    return session
        .synthesize(whole, session.project().tollgate().resolve("bootstrap"), Removal.NONE)
        .get(0);
  }

  private static Set<String> apis(StackInfo foundation) {
    // The bucket for the state needs it before any stack does.
    Set<String> apis = new TreeSet<>(Set.of("storage.googleapis.com"));
    Synthesized.configuration(foundation)
        .at("/resource/google_project_service")
        .forEach(service -> apis.add(service.path("service").asText()));
    return apis;
  }

  private static List<IamPolicies.Role> roles(StackInfo foundation, String member) {
    return foundation.grants().stream()
        .filter(grant -> grant.member().equals(member) && grant.target().startsWith("project "))
        .map(
            grant ->
                new IamPolicies.Role(
                    grant.role(),
                    grant
                        .condition()
                        .map(only -> new IamPolicies.Condition(only.title(), only.expression()))))
        .toList();
  }
}
