package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stacks.parts.Removal;
import stacks.parts.UnbuildableException;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** What is particular to one kind, and what only the stack can refuse. */
class OrchestratorTest {
  private static final String USERS = "users: [\"user:ada@acme.example\"]";

  @Test
  void kestraWaitsForItsProxyAndHoldsNoPasswordInTheOpen() {
    JsonNode template = service("{kind: kestra, %s}".formatted(USERS)).path("template");
    assertThat(names(template)).containsExactly("kestra", "cloud-sql-proxy");
    assertThat(template.at("/containers/0/depends_on/0").asText()).isEqualTo("cloud-sql-proxy");
    assertThat(template.at("/containers/1").has("depends_on")).isFalse();
    assertThat(variable(template, "KESTRA_CONFIGURATION").path("value").asText())
        .contains("jdbc:postgresql://127.0.0.1:5432/kestra")
        .contains("io.kestra.plugin.core.runner.Process")
        .doesNotContain("password");
    assertThat(variable(template, "DATASOURCES_POSTGRES_PASSWORD").has("value_source")).isTrue();
  }

  @Test
  void kestraAtAPrivateAddressNeedsNoProxy() {
    JsonNode template =
        service("{kind: kestra, %s, database: {connection: private-ip}}".formatted(USERS))
            .path("template");
    assertThat(template.path("containers")).hasSize(1);
    assertThat(variable(template, "KESTRA_CONFIGURATION").path("value").asText())
        .contains("private_ip_address}:5432/kestra?sslmode=require");
  }

  @Test
  void flowsOfPrefectRunInAWorkerThatStartsAfterTheServer() {
    JsonNode template = service("{kind: prefect, %s}".formatted(USERS)).path("template");
    assertThat(names(template)).containsExactly("prefect", "worker");
    assertThat(template.at("/containers/1/depends_on/0").asText()).isEqualTo("prefect");
    assertThat(template.at("/containers/1").has("ports")).isFalse();
  }

  @Test
  void dagstersDaemonRunsBesideItsWebServer() {
    JsonNode template =
        service("{kind: dagster, image: \"us-docker.pkg.dev/a/b/c:1\", %s}".formatted(USERS))
            .path("template");
    assertThat(names(template)).containsExactly("dagster", "daemon");
    assertThat(template.at("/containers/1/args/0").asText()).endsWith("exec dagster-daemon run");
    assertThat(template.at("/containers/1/volume_mounts/0/mount_path").asText())
        .isEqualTo("/cloudsql");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{kind: prefect, cpu: 6, memory: 8Gi, %s}",
        "{kind: kestra, cpu: 8, memory: 8Gi, %s}"
      })
  void moreThanAnInstanceHasIsRefused(String orchestrator) {
    assertThatThrownBy(() -> synthesize(orchestrator.formatted(USERS), "10.10.0.0/24"))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("Cloud Run gives an instance 8 and 32Gi");
  }

  @Test
  void aShareNeedsASubnetBesideTheWorkstations() {
    assertThatThrownBy(() -> synthesize("{storage: nfs, %s}".formatted(USERS), "10.20.0.0/16"))
        .isInstanceOf(UnbuildableException.class)
        .hasMessageContaining("10.20.0.0/16 overlaps with 10.20.0.0/24")
        .hasMessageContaining("change workstation.subnet");
  }

  @Test
  void theShareIsOpenToCloudRunsSubnetOnly() {
    Case.Synthesis synthesis = synthesize("{storage: nfs, %s}".formatted(USERS), "10.9.0.0/29");
    JsonNode firewall =
        synthesis.stack("orchestrator").at("/resource/google_compute_firewall/share");
    assertThat(firewall.path("source_ranges").toString()).isEqualTo("[\"10.20.0.0/24\"]");
    assertThat(firewall.path("target_service_accounts").toString())
        .isEqualTo("[\"workstation@acme-data-dev.iam.gserviceaccount.com\"]");
    assertThat(
            synthesis
                .resource("google_compute_instance")
                .at("/network_interface/0/network_ip")
                .asText())
        .isEqualTo("10.9.0.2");
    assertThat(synthesis.stacks())
        .filteredOn(stack -> stack.name().equals("orchestrator"))
        .allSatisfy(stack -> assertThat(stack.dependsOn()).contains("workstation"));
  }

  private static List<String> names(JsonNode template) {
    List<String> names = new ArrayList<>();
    template.path("containers").forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  private static JsonNode variable(JsonNode template, String name) {
    for (JsonNode each : template.at("/containers/0/env")) {
      if (each.path("name").asText().equals(name)) {
        return each;
      }
    }
    throw new AssertionError("no " + name);
  }

  private static JsonNode service(String orchestrator) {
    return synthesize(orchestrator, "10.10.0.0/24").resource("google_cloud_run_v2_service");
  }

  private static Case.Synthesis synthesize(String orchestrator, String subnet) {
    return Case.synthesize(settings(orchestrator, subnet), Removal.NONE);
  }

  private static Settings settings(String orchestrator, String subnet) {
    String yaml =
        """
        project: acme-data-dev
        project_number: "123456789012"
        region: us-central1
        data_location: US
        owner: data-team@acme.example
        budget: {monthly: 600 USD}
        workstation: {time_zone: UTC, subnet: %s, users: ["user:ada@acme.example"]}
        orchestrator: %s
        """
            .formatted(subnet, orchestrator);
    try {
      return SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
