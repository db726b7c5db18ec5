package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import stacks.Case.Synthesis;
import stacks.parts.Removal;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** Environments differ by their data: nothing in the stacks knows one by its name. */
class EnvironmentsShareCodeTest {
  @Test
  void theSameSettingsUnderAnotherNameDifferInThatNameOnly() throws IOException, SettingsException {
    String yaml = Files.readString(Path.of("src/test/resources/settings/every-choice.yaml"));
    Synthesis one = synthesize(yaml + "environments: {first: {}}\n", "first");
    Synthesis other = synthesize(yaml + "environments: {second: {}}\n", "second");
    assertThat(one.json().keySet()).isEqualTo(other.json().keySet());
    one.json()
        .forEach(
            (stack, json) ->
                assertThat(neutral(json, "first"))
                    .as(stack)
                    .isEqualTo(neutral(other.json().getOrDefault(stack, ""), "second")));
  }

  @Test
  void noCodeAsksForAnEnvironmentByName() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java/stacks"))) {
      for (Path source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
        assertThat(Files.readString(source))
            .as(source.toString())
            .doesNotContain("environment().equals", "equals(scope.settings().environment()")
            .doesNotContainPattern("equals\\(\"(prod|dev|default)\"\\)");
      }
    }
  }

  @Test
  void protectionBackupsAndSizesAreDataOfTheEnvironment() throws SettingsException {
    String yaml =
        """
        project: acme-data-dev
        region: us-central1
        data_location: US
        owner: data-team@acme.example
        budget: {monthly: 300 USD}
        lake: {buckets: [{purpose: lake}]}
        workstation: {time_zone: UTC, stop_at: "20:00", users: ["user:ada@acme.example"]}
        orchestrator: {users: ["user:ada@acme.example"], database: {tier: db-g1-small}}
        environments:
          prod:
            project: acme-data-prod
            protect: true
            workstation: {stop_at: "22:00"}
            orchestrator: {database: {tier: db-custom-2-7680, availability: regional}}
        """;
    Synthesis dev = synthesize(yaml, null);
    Synthesis prod = synthesize(yaml, "prod");
    assertThat(types(dev)).isEqualTo(types(prod));
    assertThat(differs(dev, prod, "google_sql_database_instance", "/settings/tier")).isTrue();
    assertThat(differs(dev, prod, "google_sql_database_instance", "/settings/availability_type"))
        .isTrue();
    assertThat(
            differs(
                dev,
                prod,
                "google_sql_database_instance",
                "/settings/backup_configuration/point_in_time_recovery_enabled"))
        .isTrue();
    assertThat(
            differs(
                dev,
                prod,
                "google_compute_resource_policy",
                "/instance_schedule_policy/vm_stop_schedule/schedule"))
        .isTrue();
    assertThat(differs(dev, prod, "google_compute_instance", "/deletion_protection")).isTrue();
    assertThat(prod.resources("google_storage_bucket"))
        .allSatisfy(
            (address, bucket) ->
                assertThat(bucket.path("deletion_policy").asText()).isEqualTo("PREVENT"));
  }

  private static boolean differs(Synthesis one, Synthesis other, String type, String path) {
    JsonNode left = one.resource(type).at(path);
    JsonNode right = other.resource(type).at(path);
    return !left.isMissingNode() && !right.isMissingNode() && !left.equals(right);
  }

  private static Set<String> types(Synthesis made) {
    Set<String> types = new TreeSet<>();
    made.resources().keySet().forEach(address -> types.add(address.split("\\.", 2)[0]));
    return types;
  }

  private static String neutral(String json, String environment) {
    return json.replace("\"environment\": \"" + environment + "\"", "\"environment\": \"-\"")
        .replace("/" + environment + "/", "/-/")
        .replace("(" + environment + ")", "(-)");
  }

  private static Synthesis synthesize(
      String yaml, @org.jspecify.annotations.Nullable String environment) throws SettingsException {
    return Case.synthesize(
        SettingsLoader.parse(yaml, "tollgate.yaml", Optional.ofNullable(environment)),
        Removal.NONE);
  }
}
