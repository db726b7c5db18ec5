package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import stacks.parts.UnbuildableException;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** The choices in each stack that cost money, open something or lose data when they are wrong. */
class StackContentTest {
  private static final Synthesis DEV = Case.DEV.synthesis();
  private static final Synthesis PROD = Case.PROD.synthesis();
  private static final Synthesis EVERY_CHOICE = Case.EVERY_CHOICE.synthesis();

  @Test
  void mageRunsOnceAndAllTheTimeAndSaysSo() {
    JsonNode template = DEV.resource("google_cloud_run_v2_service").path("template");
    assertThat(template.at("/scaling/min_instance_count").asInt()).isEqualTo(1);
    assertThat(template.at("/scaling/max_instance_count").asInt()).isEqualTo(1);
    assertThat(template.at("/containers/0/resources/cpu_idle").isBoolean()).isTrue();
    assertThat(template.at("/containers/0/resources/cpu_idle").asBoolean()).isFalse();
    assertThat(template.at("/containers/0/resources/limits"))
        .isEqualTo(Case.json("{\"cpu\":\"2\",\"memory\":\"4Gi\"}"));
    assertThat(template.path("execution_environment").asText())
        .isEqualTo("EXECUTION_ENVIRONMENT_GEN2");
    assertThat(template.path("timeout").asText()).isEqualTo("3600s");
    assertThat(template.path("max_instance_request_concurrency").asInt()).isEqualTo(80);
    assertThat(template.path("session_affinity").asBoolean()).isTrue();
  }

  @Test
  void mageIsAskedForItsStatusBeforeItGetsRequests() {
    JsonNode container = DEV.resource("google_cloud_run_v2_service").at("/template/containers/0");
    assertThat(container.at("/ports/container_port").asInt()).isEqualTo(6789);
    for (String probe : new String[] {"startup_probe", "liveness_probe"}) {
      assertThat(container.path(probe).path("http_get"))
          .isEqualTo(Case.json("{\"path\":\"/api/status\",\"port\":6789}"));
    }
    assertThat(container.path("image").asText())
        .isEqualTo("us-central1-docker.pkg.dev/acme-data-dev/docker-hub/mageai/mageai:0.9.79");
  }

  @Test
  void mageStartsLockedDown() {
    assertThat(environment(DEV))
        .containsEntry("REQUIRE_USER_AUTHENTICATION", "1")
        .containsEntry("DISABLE_TERMINAL", "1")
        .containsEntry("HIDE_ENV_VAR_VALUES", "1")
        .containsEntry("DEFAULT_OWNER_EMAIL", "data-team@acme.example")
        .containsEntry("DEFAULT_OWNER_PASSWORD", "secret")
        .containsEntry("JWT_SECRET", "secret")
        .containsEntry("JWT_DOWNLOAD_SECRET", "secret")
        .containsEntry("MAGE_DATABASE_CONNECTION_URL", "secret")
        .containsEntry(
            "MAGE_PUBLIC_HOST",
            "https://mage-${data.google_project.project.number}.us-central1.run.app");
    assertThat(environment(EVERY_CHOICE))
        .containsEntry("MAGE_PUBLIC_HOST", "https://mage-123456789012.europe-west1.run.app");
  }

  @Test
  void theDatabaseIsTheCheapEditionAndStopsGrowing() {
    JsonNode settings = DEV.resource("google_sql_database_instance").path("settings");
    assertThat(settings.path("edition").asText()).isEqualTo("ENTERPRISE");
    assertThat(settings.path("availability_type").asText()).isEqualTo("ZONAL");
    assertThat(settings.path("disk_autoresize_limit").asInt()).isEqualTo(50);
    JsonNode other = EVERY_CHOICE.resource("google_sql_database_instance").path("settings");
    assertThat(other.path("availability_type").asText()).isEqualTo("REGIONAL");
    assertThat(other.path("disk_autoresize_limit").asInt()).isEqualTo(100);
    assertThat(other.path("tier").asText()).isEqualTo("db-custom-2-7680");
  }

  @Test
  void theDatabaseIsReachedThroughConnectorsOnly() {
    JsonNode settings = DEV.resource("google_sql_database_instance").path("settings");
    assertThat(settings.path("connector_enforcement").asText()).isEqualTo("REQUIRED");
    assertThat(settings.path("ip_configuration"))
        .isEqualTo(Case.json("{\"ipv4_enabled\":true,\"ssl_mode\":\"ENCRYPTED_ONLY\"}"));
  }

  @Test
  void aProtectedDatabaseCanBeTakenBackToAnyMinute() {
    String recovery = "/settings/backup_configuration/point_in_time_recovery_enabled";
    assertThat(DEV.resource("google_sql_database_instance").at(recovery).asBoolean()).isFalse();
    assertThat(PROD.resource("google_sql_database_instance").at(recovery).asBoolean()).isTrue();
  }

  @Test
  void theMachineIsStoppedAtNightAndNeverStartedByADeploy() {
    JsonNode machine = DEV.resource("google_compute_instance");
    assertThat(machine.has("desired_status")).isFalse();
    assertThat(machine.has("resource_policies")).isFalse();
    assertThat(machine.has("metadata_startup_script")).isFalse();
    assertThat(machine.path("allow_stopping_for_update").asBoolean()).isTrue();
    assertThat(DEV.resource("google_compute_resource_policy").path("instance_schedule_policy"))
        .isEqualTo(
            Case.json(
                "{\"time_zone\":\"Europe/Berlin\",\"vm_stop_schedule\":{\"schedule\":\"0 20 * * *\"}}"));
    assertThat(
            DEV.resource("google_compute_resource_policy_attachment").path("depends_on").toString())
        .contains("compute-system");
  }

  @Test
  void theMachineIsShieldedAndKnowsNoKeysOfItsOwn() {
    JsonNode machine = DEV.resource("google_compute_instance");
    assertThat(machine.path("shielded_instance_config"))
        .allSatisfy(part -> assertThat(part.asBoolean()).isTrue());
    assertThat(machine.at("/metadata/enable-oslogin").asText()).isEqualTo("TRUE");
    assertThat(machine.at("/metadata/block-project-ssh-keys").asText()).isEqualTo("TRUE");
    assertThat(machine.at("/service_account/email").asText())
        .isEqualTo("${google_service_account.workstation.email}");
    assertThat(machine.at("/network_interface/0/access_config/0").has("nat_ip")).isFalse();
  }

  @Test
  void theStartupScriptReachesTheMachineAsItIsWritten() throws IOException {
    String script = Files.readString(Path.of("src/main/resources/stacks/workstation-startup.sh"));
    String given = DEV.resource("google_compute_instance").at("/metadata/startup-script").asText();
    assertThat(script).contains("${");
    assertThat(given.replace("$${", "${").replace("%%{", "%{")).isEqualTo(script);
    assertThat(given).doesNotContainPattern("(?<!\\$)\\$\\{").doesNotContainPattern("(?<!%)%\\{");
  }

  @Test
  void idleStopReachesTheMachine() {
    assertThat(
            DEV.resource("google_compute_instance").path("metadata").has("tollgate-idle-minutes"))
        .isFalse();
    assertThat(
            EVERY_CHOICE
                .resource("google_compute_instance")
                .at("/metadata/tollgate-idle-minutes")
                .asText())
        .isEqualTo("60");
  }

  @Test
  void aBudgetMailsBeforeTheMoneyIsSpent() {
    JsonNode budget = EVERY_CHOICE.resource("google_billing_budget");
    assertThat(budget.at("/amount/specified_amount"))
        .isEqualTo(Case.json("{\"currency_code\":\"USD\",\"units\":\"280\",\"nanos\":500000000}"));
    assertThat(budget.path("threshold_rules"))
        .isEqualTo(
            Case.json(
                "[{\"spend_basis\":\"CURRENT_SPEND\",\"threshold_percent\":0.5},"
                    + "{\"spend_basis\":\"CURRENT_SPEND\",\"threshold_percent\":0.9},"
                    + "{\"spend_basis\":\"CURRENT_SPEND\",\"threshold_percent\":1},"
                    + "{\"spend_basis\":\"FORECASTED_SPEND\",\"threshold_percent\":1}]"));
    assertThat(budget.at("/budget_filter/projects/0").asText()).isEqualTo("projects/123456789012");
    assertThat(budget.at("/all_updates_rule/monitoring_notification_channels")).hasSize(2);
    assertThat(DEV.resources("google_billing_budget")).isEmpty();
  }

  @Test
  void onlyTheBudgetNeedsCallsBilledToTheProject() {
    assertThat(EVERY_CHOICE.stack("foundation").at("/provider/google/0/billing_project").asText())
        .isEqualTo("acme-data-dev");
    assertThat(EVERY_CHOICE.stack("lake").at("/provider/google/0").has("billing_project"))
        .isFalse();
    assertThat(DEV.stack("foundation").at("/provider/google/0").has("billing_project")).isFalse();
  }

  @Test
  void labelsKeepTheirSpelling() {
    assertThat(EVERY_CHOICE.stack("lake").at("/provider/google/0/default_labels"))
        .isEqualTo(
            Case.json(
                "{\"cost-center\":\"data\",\"environment\":\"default\",\"managed-by\":\"tollgate\","
                    + "\"owner\":\"data-team_acme-example\",\"stack\":\"lake\"}"));
  }

  @Test
  void stateHasAPlaceForEachStackAndEnvironment() {
    assertThat(DEV.stack("lake").at("/terraform/backend"))
        .isEqualTo(Case.json("{\"local\":{\"path\":\"../../../state/default/lake.tfstate\"}}"));
    assertThat(PROD.stack("lake").at("/terraform/backend/local/path").asText())
        .isEqualTo("../../../state/prod/lake.tfstate");
    assertThat(EVERY_CHOICE.stack("lake").at("/terraform/backend"))
        .isEqualTo(
            Case.json(
                "{\"gcs\":{\"bucket\":\"acme-data-tfstate\",\"prefix\":\"team/tollgate/default/lake\"}}"));
  }

  @Test
  void aSharePlansWithTheNetworkItNeeds() {
    assertThat(EVERY_CHOICE.resource("google_filestore_instance").path("tier").asText())
        .isEqualTo("BASIC_HDD");
    JsonNode template = EVERY_CHOICE.resource("google_cloud_run_v2_service").path("template");
    assertThat(template.at("/volumes/1/nfs/path").asText()).isEqualTo("/files");
    assertThat(template.at("/vpc_access/network_interfaces/0/network").asText())
        .contains("google_compute_network.orchestrator");
    assertThat(DEV.resource("google_cloud_run_v2_service").path("template").has("vpc_access"))
        .isFalse();
  }

  @Test
  void removalLiftsProtectionAndLetsFullBucketsGo() {
    Synthesis lifted = Case.synthesize(Case.PROD.settings(), new Removal(true, true));
    assertThat(
            lifted.resource("google_sql_database_instance").path("deletion_protection").asBoolean())
        .isFalse();
    assertThat(lifted.resources("google_storage_bucket"))
        .allSatisfy(
            (address, bucket) -> {
              assertThat(bucket.path("force_destroy").asBoolean()).isTrue();
              assertThat(bucket.path("deletion_policy").asText()).isEqualTo("DELETE");
            });
    assertThat(lifted.resources("google_bigquery_dataset"))
        .allSatisfy(
            (address, dataset) ->
                assertThat(dataset.path("delete_contents_on_destroy").asBoolean()).isTrue());
  }

  @Test
  void theSameSettingsGiveTheSameBytesAnywhere(@TempDir Path elsewhere) throws IOException {
    Synthesis again =
        Case.synthesize(Case.DEV.settings(), Removal.NONE, elsewhere.resolve("deep/down"));
    assertThat(again.json()).isEqualTo(DEV.json());
    assertThat(again.outdir().resolve("manifest.json"))
        .hasSameTextualContentAs(DEV.outdir().resolve("manifest.json"));
  }

  @Test
  void theLongestProjectAndRegionStillLeaveRoomForTheSocket() {
    Settings longest =
        settings(
            """
            project: acme-data-platform-development
            region: northamerica-northeast1
            data_location: US
            owner: data-team@acme.example
            budget: {monthly: 300 USD}
            orchestrator: {users: ["user:ada@acme.example"]}
            """);
    assertThat(Case.synthesize(longest, Removal.NONE).json()).containsKey("orchestrator");
  }

  @Test
  void theOrchestratorsBucketCannotBeTheLakesToo() {
    Settings clash =
        settings(
            """
            project: acme-data-dev
            region: us-central1
            data_location: US
            owner: data-team@acme.example
            budget: {monthly: 300 USD}
            lake: {buckets: [{purpose: orchestrator}]}
            orchestrator: {users: ["user:ada@acme.example"]}
            """);
    assertThatThrownBy(() -> Case.synthesize(clash, Removal.NONE))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("acme-data-dev-orchestrator")
        .hasMessageContaining("another purpose");
  }

  private static Settings settings(String yaml) {
    try {
      return SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }

  private static Map<String, String> environment(Synthesis synthesis) {
    Map<String, String> variables = new java.util.TreeMap<>();
    synthesis
        .resource("google_cloud_run_v2_service")
        .at("/template/containers/0/env")
        .forEach(
            variable ->
                variables.put(
                    variable.path("name").asText(),
                    variable.has("value_source") ? "secret" : variable.path("value").asText()));
    return variables;
  }
}
