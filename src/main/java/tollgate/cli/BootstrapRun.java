package tollgate.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Principal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.google.Bootstrap;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.GoogleProblem;
import tollgate.google.Identity;
import tollgate.report.Printable;
import tollgate.terraform.InterruptedRunException;
import tollgate.workflow.StopException;

/** Shows what a project lacks, asks, and makes it. */
final class BootstrapRun {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final GoogleClient.Sleeper SLEEPER = wait -> Thread.sleep(wait.toMillis());

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
    Settings settings = session.settings();
    if (session.options().sandbox) {
      say(
          "The sandbox needs no bootstrap: its APIs are on, and its state is a file under .tollgate.");
      return ExitCode.FINE;
    }
    try {
      GoogleClient client =
          GoogleClient.of(session.rim().environment(), Commands.Version.NUMBER, DEADLINE, SLEEPER);
      Bootstrap.Wish wish = wish(settings, client.identity());
      Bootstrap bootstrap = new Bootstrap(client, wish, SLEEPER);
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
      for (Bootstrap.Step step : steps) {
        bootstrap.run(step);
        session.talk().note("done: " + step.sentence());
      }
      next(settings, wish);
      return ExitCode.FINE;
    } catch (GoogleException failed) {
      if (failed.problem().kind() == GoogleProblem.Kind.INTERRUPTED) {
        throw new InterruptedRunException(
            "Interrupted. What was done stays; run the same command again to go on.");
      }
      throw new StopException(
          StopException.Reason.PREREQUISITE,
          String.valueOf(failed.getMessage()),
          List.of("What was done stays; the same command goes on from there."));
    }
  }

  private void say(String line) {
    session.rim().out().println(line);
  }

  private void next(Settings settings, Bootstrap.Wish wish) {
    if (settings.state().bucket().isEmpty()) {
      say("In tollgate.yaml: state: {backend: gcs, bucket: %s}".formatted(wish.bucket()));
    }
    if (!wish.users().isEmpty()) {
      say("To deploy as it: export GOOGLE_IMPERSONATE_SERVICE_ACCOUNT=" + wish.deployer());
    }
    say("Next: tollgate doctor" + session.where());
  }

  private Bootstrap.Wish wish(Settings settings, Identity identity) {
    List<Principal> principals = new ArrayList<>();
    for (String user : users) {
      try {
        principals.add(Principal.parse(user));
      } catch (IllegalArgumentException wrong) {
        throw new StopException(StopException.Reason.USAGE, "--user: " + wrong.getMessage());
      }
    }
    if (users.isEmpty()
        && identity.kind() == Identity.Kind.PERSON
        && identity.principal().contains("@")) {
      principals.add(Principal.parse("user:" + identity.principal()));
    }
    return new Bootstrap.Wish(
        settings.project(),
        settings.region(),
        apis(settings),
        settings.state().bucket().orElse(settings.project() + "-tfstate"),
        roles(settings),
        principals);
  }

  /** What each section needs; docs/bootstrap.md says where that is from. */
  private static Set<String> apis(Settings settings) {
    Set<String> words =
        new TreeSet<>(
            Set.of(
                "serviceusage",
                "cloudresourcemanager",
                "iam",
                "iamcredentials",
                "storage",
                "bigquery",
                "logging",
                "monitoring"));
    settings.workstation().ifPresent(unused -> words.addAll(Set.of("compute", "oslogin", "iap")));
    settings
        .orchestrator()
        .ifPresent(
            unused ->
                words.addAll(
                    Set.of(
                        "run",
                        "artifactregistry",
                        "secretmanager",
                        "sqladmin",
                        "sql-component",
                        "iap")));
    settings
        .orchestrator()
        .ifPresent(
            wish -> {
              if (wish.storage() == OrchestratorStorage.FILESTORE) {
                words.addAll(Set.of("compute", "file"));
              }
              if (wish.connection() == DatabaseConnection.PRIVATE_IP) {
                words.addAll(Set.of("compute", "servicenetworking"));
              }
            });
    settings
        .billingAccount()
        .ifPresent(unused -> words.addAll(Set.of("cloudbilling", "billingbudgets")));
    Set<String> apis = new TreeSet<>();
    words.forEach(word -> apis.add(word + ".googleapis.com"));
    return apis;
  }

  private static Set<String> roles(Settings settings) {
    Set<String> words =
        new TreeSet<>(
            Set.of(
                "serviceusage.serviceUsageAdmin",
                "iam.serviceAccountAdmin",
                "iam.serviceAccountUser",
                "resourcemanager.projectIamAdmin",
                "storage.admin",
                "bigquery.dataOwner"));
    settings
        .workstation()
        .ifPresent(
            unused ->
                words.addAll(
                    Set.of(
                        "compute.instanceAdmin.v1",
                        "compute.securityAdmin",
                        "compute.networkAdmin",
                        "iap.admin")));
    settings
        .orchestrator()
        .ifPresent(
            unused ->
                words.addAll(
                    Set.of(
                        "run.admin",
                        "cloudsql.admin",
                        "secretmanager.admin",
                        "artifactregistry.admin",
                        "iap.admin")));
    settings
        .orchestrator()
        .ifPresent(
            wish -> {
              if (wish.storage() == OrchestratorStorage.FILESTORE) {
                words.addAll(Set.of("compute.networkAdmin", "file.editor"));
              }
              if (wish.connection() == DatabaseConnection.PRIVATE_IP) {
                words.addAll(Set.of("compute.networkAdmin", "servicenetworking.networksAdmin"));
              }
            });
    Set<String> roles = new TreeSet<>();
    words.forEach(word -> roles.add("roles/" + word));
    return roles;
  }
}
