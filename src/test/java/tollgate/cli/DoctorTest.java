package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.google.GoogleServer;

class DoctorTest {
  @TempDir Path directory = Path.of("");

  /** On a machine without any network: the proxy that is named there does not answer. */
  private Runs offline() {
    return Runs.in(directory)
        .with("HTTPS_PROXY", "http://127.0.0.1:1")
        .with("CLOUDSDK_CONFIG", directory.resolve("none").toString())
        .with("GOOGLE_APPLICATION_CREDENTIALS", "")
        .with("GOOGLE_OAUTH_ACCESS_TOKEN", "")
        .with("TF_PLUGIN_CACHE_DIR", "");
  }

  @Test
  void theSandboxNeedsNoAccount() {
    Runs.Ran ran = offline().settings(Runs.LAKE).run("doctor", "--sandbox");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("terraform", "The settings load.").doesNotContain("credentials");
  }

  @Test
  void jsonIsAsThePublishedSchemaSays() throws Exception {
    Runs.Ran ran = offline().settings(Runs.LAKE).run("doctor", "--local", "--json");
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("docs/schema/doctor.schema.json")))
                .validate(json))
        .isEmpty();
    assertThat(json.path("passed").asBoolean()).isTrue();
  }

  @Test
  void somethingMissingIsExitCodeSeven() {
    Runs.Ran ran =
        offline().settings(Runs.LAKE).with("PATH", "").run("doctor", "--sandbox", "--json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(7);
    assertThat(ran.out()).contains("Node was not found.", "Terraform was not found.");
  }

  @Test
  void settingsThatDoNotLoadAreMissingAndNoSettingsAreAWarning() {
    assertThat(offline().run("doctor", "--sandbox").out()).contains("tollgate init");
    Runs.Ran ran = offline().settings("project: X\n").run("doctor", "--sandbox");
    assertThat(ran.exit()).isEqualTo(7);
    assertThat(ran.out()).contains("The settings do not load: ");
  }

  @Test
  void withoutANetworkItEndsSoonAndSaysWhatItCouldNotLookAt() {
    long start = System.nanoTime();
    Runs.Ran ran = offline().settings(Runs.LAKE).run("doctor");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(ran.out()).contains("unchecked", "could not be looked at");
    assertThat(ran.err()).isEmpty();
  }

  @Test
  void onlyWhatThePlanDoesIsAskedFor() throws Exception {
    Path plan =
        Files.writeString(
            directory.resolve("plan.json"),
            """
            {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [
              {"address": "google_storage_bucket.a", "mode": "managed", "type": "google_storage_bucket",
               "name": "a", "provider_name": "registry.terraform.io/hashicorp/google",
               "change": {"actions": ["delete"], "before": {"name": "a"}, "after": null}}]}
            """);
    try (GoogleServer google = new GoogleServer()) {
      Runs runs = Runs.in(directory).settings(Runs.LAKE).with("TF_PLUGIN_CACHE_DIR", "");
      for (var entry : google.environment().entrySet()) {
        runs = runs.with(entry.getKey(), entry.getValue());
      }
      Runs.Ran unused = runs.run("doctor", "--plan", plan.toString());
      assertThat(google.seen().stream().filter(each -> each.path().endsWith(":testIamPermissions")))
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each.body())
                      .isEqualTo(
                          "{\"permissions\":[\"storage.buckets.delete\",\"storage.buckets.get\"]}"));
      assertThat(runs.run("doctor", "--plan", "none.json").exit()).isEqualTo(2);
    }
  }

  @Test
  void thePlanMayComeOnStdin() {
    Runs.Ran ran =
        offline()
            .settings(Runs.LAKE)
            .typing("{\"format_version\": \"1.2\", \"resource_changes\": []}")
            .run("doctor", "--plan", "-");
    assertThat(ran.all()).contains("unchecked").doesNotContain("cannot be used");
  }

  @Test
  void noTokenIsInAnyOutputAtAnyVerbosity() {
    try (GoogleServer google = new GoogleServer()) {
      google.on(
          "GET /cloudresourcemanager/v3/projects/acme-data-dev",
          GoogleServer.Answer.of(
              403, "{\"error\": {\"message\": \"%s\"}}".formatted(GoogleServer.TOKEN)));
      Runs runs = Runs.in(directory).settings(Runs.LAKE).with("TF_PLUGIN_CACHE_DIR", "");
      for (var entry : google.environment().entrySet()) {
        runs = runs.with(entry.getKey(), entry.getValue());
      }
      for (String option : List.of("-q", "-v", "--json")) {
        Runs.Ran ran = runs.run("doctor", option);
        assertThat(ran.exit()).as(ran.all()).isEqualTo(7);
        assertThat(ran.all()).doesNotContain(GoogleServer.TOKEN).doesNotContain("test-token");
      }
      assertThat(google.seen()).isNotEmpty();
    }
  }

  @Test
  void everyCheckHasItsPlaceInTheDocumentation() throws Exception {
    List<String> headings =
        Files.readAllLines(Path.of("docs/doctor.md")).stream()
            .filter(line -> line.startsWith("### "))
            .map(line -> line.substring(4))
            .toList();
    Runs.Ran ran = offline().settings(Runs.LAKE).run("doctor", "--json");
    JsonNode json = new ObjectMapper().readTree(ran.out());
    assertThat(json.path("checks")).isNotEmpty();
    json.path("checks").forEach(check -> assertThat(headings).contains(check.path("id").asText()));
  }
}
