package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import stacks.parts.UnbuildableException;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** What the settings choose about the workstation's hours and tools, as the machine gets it. */
class WorkstationTest {
  @Test
  void aMachineWithoutChoicesIsMovedAndNeverLimitedByItsOwnSettings() {
    assertThat(machine("").has("scheduling")).isFalse();
  }

  @Test
  void aLongestRunStopsTheMachineAndDoesNotDeleteIt() {
    assertThat(machine("max_run_duration: 12h").path("scheduling"))
        .isEqualTo(
            Case.json(
                "{\"automatic_restart\":true,\"instance_termination_action\":\"STOP\","
                    + "\"max_run_duration\":{\"seconds\":43200},\"on_host_maintenance\":\"MIGRATE\","
                    + "\"provisioning_model\":\"STANDARD\"}"));
    assertThat(
            machine("max_run_duration: 12h, machine: g2-standard-4")
                .at("/scheduling/on_host_maintenance")
                .asText())
        .isEqualTo("TERMINATE");
  }

  @Test
  void itIsStartedOnWorkdaysOnlyAndOnlyWhereThatWasAskedFor() {
    assertThat(schedule("").has("vm_start_schedule")).isFalse();
    assertThat(schedule("start_at: \"08:30\""))
        .isEqualTo(
            Case.json(
                "{\"time_zone\":\"UTC\",\"vm_start_schedule\":{\"schedule\":\"30 8 * * 1-5\"},"
                    + "\"vm_stop_schedule\":{\"schedule\":\"0 20 * * *\"}}"));
  }

  @Test
  void choicesAreMetadataOfTheirOwn() {
    JsonNode chosen =
        machine("python: miniforge, terraform: 1.14.3, idle_stop: 45m, hours_per_week: 40")
            .path("metadata");
    assertThat(chosen.path("tollgate-python").asText()).isEqualTo("miniforge");
    assertThat(chosen.path("tollgate-terraform").asText()).isEqualTo("1.14.3");
    assertThat(chosen.path("tollgate-idle-minutes").asText()).isEqualTo("45");
    assertThat(chosen.path("tollgate-hours-per-week").asText()).isEqualTo("40");
    JsonNode plain = machine("").path("metadata");
    assertThat(plain.path("tollgate-python").asText()).isEqualTo("uv");
    assertThat(plain.has("tollgate-terraform")).isFalse();
    assertThat(plain.path("startup-script")).isEqualTo(chosen.path("startup-script"));
  }

  @Test
  void whatTheMachineSaysWhenItIsReadyChangesWithItsChoices() {
    String plain = version("");
    assertThat(plain).matches("[0-9a-f]{16}").isEqualTo(version(""));
    assertThat(version("python: miniforge")).isNotEqualTo(plain);
    // How long somebody means to work changes nothing on the machine.
    assertThat(version("hours_per_week: 40")).isEqualTo(plain);
  }

  @Test
  void anOrchestratorThatDoesNotFitIsRefused() {
    assertThatThrownBy(
            () ->
                Case.synthesize(
                    Case.settings(Case.LEARNER, text -> text.replace("e2-standard-2", "e2-medium")),
                    Removal.NONE))
        .isInstanceOf(UnbuildableException.class)
        .hasMessage(
            "Mage with what runs beside it takes up to 5120 MiB, and the workstation's e2-medium has"
                + " 4096: use a larger workstation.machine, or less orchestrator.memory.");
  }

  @Test
  void onAProtectedPlatformItStillWritesToTheLake() {
    Synthesis alone =
        Case.synthesize(
            Case.settings(
                Case.LEARNER, text -> text.replace("owner: ada", "protect: true\nowner: ada")),
            Removal.NONE);
    assertThat(alone.resources("google_storage_bucket_iam_member").keySet())
        .anyMatch(address -> address.endsWith("lake-workstation-objectAdmin"));
  }

  @Test
  void itsStackComesAfterTheMachineItRunsOn() {
    assertThat(Case.LEARNER.synthesis().stacks())
        .filteredOn(stack -> stack.name().equals("orchestrator"))
        .flatExtracting(StackInfo::dependsOn)
        .contains("workstation");
    assertThat(Case.DEV.synthesis().stacks())
        .filteredOn(stack -> stack.name().equals("orchestrator"))
        .flatExtracting(StackInfo::dependsOn)
        .doesNotContain("workstation");
  }

  private static String version(String choices) {
    return machine(choices).at("/metadata/tollgate-version").asText();
  }

  private static JsonNode schedule(String choices) {
    return synthesis(choices)
        .resource("google_compute_resource_policy")
        .path("instance_schedule_policy");
  }

  private static JsonNode machine(String choices) {
    return synthesis(choices).resource("google_compute_instance");
  }

  private static Synthesis synthesis(String choices) {
    try {
      return Case.synthesize(
          SettingsLoader.parse(
              """
              project: acme-data-dev
              region: us-central1
              data_location: US
              owner: data-team@acme.example
              budget: {monthly: 300 USD}
              workstation: {time_zone: UTC, users: ["user:ada@acme.example"]%s}
              """
                  .formatted(choices.isEmpty() ? "" : ", " + choices),
              "tollgate.yaml",
              Optional.empty()),
          Removal.NONE);
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
