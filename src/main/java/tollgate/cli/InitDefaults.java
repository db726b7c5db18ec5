package tollgate.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tollgate.config.BillingAccount;
import tollgate.config.ProjectId;
import tollgate.config.ProjectNumber;
import tollgate.google.GcloudSettings;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.GoogleProblem;
import tollgate.google.ProjectFacts;

/**
 * What init offers as answers.
 *
 * @param project empty when nothing is known
 * @param region empty when nothing is known
 * @param owner empty when nothing is known
 */
record InitDefaults(String project, String region, String owner) {

  /** For a first look in the sandbox. */
  static final InitDefaults SAMPLE =
      new InitDefaults("acme-data-dev", "us-central1", "data-team@acme.example");

  /**
   * What Google says about the project.
   *
   * @param note what could not be looked up, in a sentence
   */
  record Found(
      Optional<ProjectNumber> number, Optional<BillingAccount> billing, Optional<String> note) {
    static final Found NOTHING = new Found(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What the environment and gcloud's own settings say. */
  static InitDefaults of(Map<String, String> environment) {
    GcloudSettings gcloud = GcloudSettings.read(environment);
    return new InitDefaults(
        Optional.ofNullable(environment.get("GOOGLE_CLOUD_PROJECT"))
            .filter(project -> !project.isEmpty())
            .or(() -> gcloud.value("core", "project"))
            .orElse(""),
        gcloud.value("compute", "region").orElse("us-central1"),
        gcloud.value("core", "account").filter(account -> account.contains("@")).orElse(""));
  }

  /** Asks Google, where credentials are there. */
  Found lookUp(ProjectId id, Map<String, String> environment) {
    try {
      GoogleClient client =
          GoogleClient.of(
              environment,
              Commands.Version.NUMBER,
              Duration.ofSeconds(5),
              GoogleClient.Sleeper.THREAD);
      ProjectFacts facts = ProjectFacts.read(client, id);
      return new Found(facts.number(), facts.billing(), Optional.empty());
    } catch (GoogleException refused) {
      return refused.problem().kind() == GoogleProblem.Kind.NO_CREDENTIALS
          ? Found.NOTHING
          : new Found(
              Optional.empty(),
              Optional.empty(),
              Optional.of("Google was not asked about the project: " + refused.getMessage()));
    }
  }
}
