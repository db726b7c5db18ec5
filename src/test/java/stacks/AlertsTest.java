package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** Who hears of what, and when nobody does. */
class AlertsTest {
  private static final String POLICY = "google_monitoring_alert_policy";
  private static final String ORCHESTRATOR = "orchestrator: {users: [\"user:ada@acme.example\"]}\n";

  @Test
  void aServiceThatAlwaysRunsAndItsDatabaseAreWatchedByDefault() {
    assertThat(Case.DEV.synthesis().resources(POLICY).keySet())
        .containsExactlyInAnyOrder(
            "foundation google_monitoring_alert_policy.mage-down",
            "foundation google_monitoring_alert_policy.mage-database-full");
  }

  @Test
  void theDatabaseIsNearlyFullAtNinetyPercentOfWhatItMayStore() {
    JsonNode policy =
        Case.DEV.synthesis().resources(POLICY).entrySet().stream()
            .filter(each -> each.getKey().endsWith("database-full"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(policy.at("/conditions/0/condition_threshold/threshold_value").asLong())
        .isEqualTo(50L * 1024 * 1024 * 1024 * 9 / 10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "budget: {monthly: 300 USD}                            |                                  | 0 | 0",
        "budget: {monthly: 300 USD, alert: [a@acme.example]}   |                                  | 2 | 1",
        "budget: {monthly: 300 USD}                            | monitoring: {notify: [b@acme.example]} | 2 | 1",
        "budget: {monthly: 300 USD, alert: [a@acme.example]}   | monitoring: {notify: [a@acme.example, b@acme.example]} | 2 | 2",
        "budget: {monthly: 300 USD, alert: [a@acme.example]}   | monitoring: {service_down: false} | 1 | 1",
        "budget: {monthly: 300 USD, alert: [a@acme.example]}   | monitoring: {service_down: false, database_full: false} | 0 | 1",
        "budget: {monthly: 300 USD}                            | monitoring: {notify: [b@acme.example], service_down: false, database_full: false} | 0 | 0"
      })
  void whoIsMailedAndWhatIsSwitchedOnDecide(
      String budget, String monitoring, int policies, int channels) throws SettingsException {
    Synthesis made =
        synthesize(
            budget + "\n" + ORCHESTRATOR + Optional.ofNullable(monitoring).orElse("") + "\n");
    assertThat(made.resources(POLICY)).hasSize(policies);
    assertThat(made.resources("google_monitoring_notification_channel")).hasSize(channels);
  }

  @Test
  void withoutAServiceThereIsNothingToWatch() throws SettingsException {
    assertThat(
            synthesize("budget: {monthly: 300 USD, alert: [a@acme.example]}\n").resources(POLICY))
        .isEmpty();
  }

  @Test
  void everyPolicyMailsSomebodyAndSaysWhatToDo() {
    Case.EVERY_CHOICE
        .synthesis()
        .resources(POLICY)
        .forEach(
            (address, policy) -> {
              assertThat(policy.path("notification_channels")).as(address).isNotEmpty();
              assertThat(policy.at("/documentation/content").asText())
                  .as(address)
                  .contains("mage")
                  .doesNotContain("${");
            });
  }

  @Test
  void theAuditLogCannotBeDeletedBeforeItsTimeAndGoesThen() {
    JsonNode bucket =
        Case.EVERY_CHOICE.synthesis().resources("google_storage_bucket").entrySet().stream()
            .filter(each -> each.getKey().equals("foundation google_storage_bucket.audit-log"))
            .findFirst()
            .orElseThrow()
            .getValue();
    assertThat(bucket.at("/retention_policy/retention_period").asText())
        .isEqualTo(Long.toString(500L * 86_400));
    assertThat(bucket.at("/retention_policy/is_locked").asBoolean(true)).isFalse();
    assertThat(bucket.at("/lifecycle_rule/0/condition/age").asInt()).isEqualTo(500);
    assertThat(
            Case.EVERY_CHOICE
                .synthesis()
                .resource("google_logging_project_sink")
                .path("unique_writer_identity")
                .asBoolean())
        .isTrue();
    assertThat(Case.DEV.synthesis().resources("google_logging_project_sink")).isEmpty();
  }

  private static Synthesis synthesize(String more) throws SettingsException {
    String yaml =
        """
        project: acme-data-dev
        region: us-central1
        data_location: US
        owner: data-team@acme.example
        """
            + more;
    return Case.synthesize(
        SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty()), Removal.NONE);
  }
}
