package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tollgate.config.SettingsLoader;
import tollgate.guard.Policy;

class PoliciesTest {

  private static final String SETTINGS =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280.50 USD}
      policy: {severities: {cost/cloud-run-always-on: deny}}
      waivers:
        - {rule: cost/filestore, address: google_filestore_instance.*, reason: the vendor needs it, owner: ada@acme.example, expires: 2027-01-31}
      """;

  private static Policy policy(String more) throws Exception {
    return Policies.of(SettingsLoader.parse(SETTINGS + more, "tollgate.yaml", Optional.empty()));
  }

  @Test
  void budgetSeveritiesAndWaiversComeFromTheSettings() throws Exception {
    Policy policy = policy("");
    assertThat(policy.budget().orElseThrow().monthly()).isEqualByComparingTo("280.50");
    assertThat(policy.levels()).containsEntry("cost/cloud-run-always-on", Policy.Level.DENY);
    assertThat(policy.waivers()).singleElement().extracting("rule").isEqualTo("cost/filestore");
  }

  @Test
  void onlyAnOrchestratorSectionDeclaresWhatRunsDayAndNight() throws Exception {
    assertThat(policy("").alwaysOn()).isEmpty();
    assertThat(policy("orchestrator: {users: [\"user:ada@acme.example\"]}\n").alwaysOn())
        .containsExactly("google_cloud_run_v2_service.mage");
  }

  @Test
  void aRuleThatDoesNotExistIsObjectedTo() throws Exception {
    var settings =
        SettingsLoader.parse(
            SETTINGS.replace("cost/cloud-run-always-on", "cost/no-such-rule"),
            "tollgate.yaml",
            Optional.empty());
    assertThat(Policies.objections(settings, LocalDate.of(2026, 11, 22)))
        .singleElement()
        .satisfies(objection -> assertThat(objection.toString()).contains("cost/no-such-rule"));
  }
}
