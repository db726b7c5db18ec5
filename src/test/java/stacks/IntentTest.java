package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.Case.Synthesis;
import tollgate.schema.Schema;

/** What must hold for every stack whatever the settings say. */
class IntentTest {
  private static final Pattern EXPRESSION = Pattern.compile("(?<!\\$)\\$\\{([^}]*)}");
  private static final Pattern REFERENCE =
      Pattern.compile("((?:data\\.)?google_[a-z0-9_]+|var)\\.([A-Za-z0-9_-]+)");

  @ParameterizedTest
  @EnumSource
  void nothingIsOpenToEverybody(Case name) {
    name.synthesis()
        .json()
        .values()
        .forEach(json -> assertThat(json).doesNotContain("allUsers", "allAuthenticatedUsers"));
    name.synthesis()
        .resources("google_compute_firewall")
        .values()
        .forEach(
            rule ->
                assertThat(texts(rule.path("source_ranges"))).containsExactly("35.235.240.0/20"));
    name.synthesis()
        .resources("google_cloud_run_v2_service")
        .values()
        .forEach(service -> assertThat(service.path("invoker_iam_disabled").isBoolean()).isTrue());
  }

  @ParameterizedTest
  @EnumSource
  void noBasicRoleNoAuthoritativeGrantAndNoKeyIsMade(Case name) {
    name.synthesis()
        .resources()
        .forEach(
            (address, resource) -> {
              assertThat(address)
                  .doesNotContainPattern("_iam_(policy|binding)\\.")
                  .doesNotContain("google_service_account_key.");
              assertThat(resource.path("role").asText())
                  .as(address)
                  .isNotIn("roles/owner", "roles/editor", "roles/viewer");
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyBucketIsPrivateAndCleansUpAfterItself(Case name) {
    name.synthesis()
        .resources("google_storage_bucket")
        .forEach(
            (address, bucket) -> {
              assertThat(bucket.path("public_access_prevention").asText())
                  .as(address)
                  .isEqualTo("enforced");
              assertThat(bucket.path("uniform_bucket_level_access").asBoolean()).isTrue();
              assertThat(bucket.path("lifecycle_rule").toString())
                  .contains("AbortIncompleteMultipartUpload")
                  .contains("days_since_noncurrent_time");
              assertThat(bucket.path("force_destroy")).as(address).isEqualTo(bool(false));
              assertThat(bucket.has("soft_delete_policy")).as(address).isTrue();
            });
  }

  @ParameterizedTest
  @EnumSource
  void secretsComeFromEphemeralVariablesAndGoToWriteOnlyArguments(Case name) {
    for (StackInfo stack : name.synthesis().stacks()) {
      JsonNode json = name.synthesis().stack(stack.name());
      Set<String> declared = new TreeSet<>();
      json.path("variable")
          .properties()
          .forEach(
              variable -> {
                declared.add(variable.getKey());
                assertThat(variable.getValue().path("ephemeral")).isEqualTo(bool(true));
                assertThat(variable.getValue().path("sensitive")).isEqualTo(bool(true));
                assertThat(variable.getValue().has("default")).isFalse();
              });
      assertThat(stack.secretVariables()).containsExactlyInAnyOrderElementsOf(declared);
    }
    name.synthesis()
        .resources()
        .forEach(
            (address, resource) -> {
              assertThat(resource.findValue("password")).as(address).isNull();
              assertThat(resource.findValue("root_password")).as(address).isNull();
              assertThat(resource.findValue("secret_data")).as(address).isNull();
              for (String argument : List.of("password_wo", "secret_data_wo")) {
                JsonNode value = resource.path(argument);
                assertThat(value.isMissingNode() || value.asText().contains("${var."))
                    .as("%s %s", address, argument)
                    .isTrue();
              }
              String rest =
                  resource.toString().replaceAll("\"(password|secret_data)_wo\":\"[^\"]*\"", "");
              assertThat(rest).as(address).doesNotContain("${var.");
            });
  }

  @ParameterizedTest
  @EnumSource
  void everyExpressionRefersToSomethingInItsOwnStack(Case name) {
    Synthesis synthesis = name.synthesis();
    for (String stack : synthesis.json().keySet()) {
      JsonNode json = synthesis.stack(stack);
      List<String> expressions = expressions(json.path("resource"));
      expressions.addAll(expressions(json.path("output")));
      expressions.addAll(expressions(json.path("data")));
      for (String expression : expressions) {
        Matcher references = REFERENCE.matcher(expression);
        assertThat(references.find()).as("%s: ${%s}", stack, expression).isTrue();
        assertThat(defines(json, references.group(1), references.group(2)))
            .as("%s: ${%s}", stack, expression)
            .isTrue();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theApiOfEveryResourceIsEnabled(Case name) {
    Set<String> enabled = new TreeSet<>();
    name.synthesis()
        .resources("google_project_service")
        .forEach(
            (address, service) -> {
              enabled.add(service.path("service").asText());
              assertThat(service.path("disable_on_destroy")).as(address).isEqualTo(bool(false));
            });
    assertThat(enabled).contains("serviceusage.googleapis.com", "iam.googleapis.com");
    for (String address : name.synthesis().resources().keySet()) {
      String type = address.substring(address.indexOf(' ') + 1, address.indexOf('.'));
      assertThat(enabled)
          .as(address)
          .contains(Schema.google().resource(type).orElseThrow().api().orElseThrow());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingTellsWhereItWasSynthesized(Case name) {
    name.synthesis()
        .json()
        .values()
        .forEach(
            json ->
                assertThat(json)
                    .doesNotContain(System.getProperty("user.dir"))
                    .doesNotContain(System.getProperty("user.home") + "/")
                    .doesNotContain("stackTrace"));
  }

  @ParameterizedTest
  @EnumSource
  void protectionIsWrittenOutWhicheverItIs(Case name) {
    boolean protect = name.settings().protect();
    Map<String, String> flags =
        Map.of(
            "google_sql_database_instance", "/deletion_protection",
            "google_cloud_run_v2_service", "/deletion_protection",
            "google_compute_instance", "/deletion_protection",
            "google_secret_manager_secret", "/deletion_protection");
    flags.forEach(
        (type, flag) ->
            name.synthesis()
                .resources(type)
                .forEach(
                    (address, resource) ->
                        assertThat(resource.at(flag)).as(address).isEqualTo(bool(protect))));
    for (String type :
        List.of(
            "google_storage_bucket",
            "google_bigquery_dataset",
            "google_sql_database",
            "google_filestore_instance")) {
      name.synthesis()
          .resources(type)
          .forEach(
              (address, resource) ->
                  assertThat(resource.path("deletion_policy").asText())
                      .as(address)
                      .isEqualTo(protect ? "PREVENT" : "DELETE"));
    }
  }

  @Test
  void settingsWithoutOptionalSectionsGiveTheFoundationOnly() {
    assertThat(Case.MINIMAL.synthesis().json()).containsOnlyKeys("foundation");
  }

  @Test
  void stacksComeInTheOrderToDeployThem() {
    assertThat(Case.DEV.synthesis().stacks())
        .extracting(StackInfo::name, StackInfo::dependsOn, StackInfo::holdsData)
        .containsSubsequence(
            org.assertj.core.groups.Tuple.tuple("foundation", List.of(), false),
            org.assertj.core.groups.Tuple.tuple("lake", List.of("foundation"), true),
            org.assertj.core.groups.Tuple.tuple("workstation", List.of("foundation", "lake"), true),
            org.assertj.core.groups.Tuple.tuple(
                "orchestrator", List.of("foundation", "lake"), true));
  }

  private static JsonNode bool(boolean value) {
    return com.fasterxml.jackson.databind.node.BooleanNode.valueOf(value);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static List<String> expressions(JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isTextual()) {
      Matcher matcher = EXPRESSION.matcher(node.asText());
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    node.forEach(child -> found.addAll(expressions(child)));
    return found;
  }

  private static boolean defines(JsonNode stack, String type, String name) {
    if (type.equals("var")) {
      return stack.path("variable").has(name);
    }
    return type.startsWith("data.")
        ? stack.path("data").path(type.substring("data.".length())).has(name)
        : stack.path("resource").path(type).has(name);
  }
}
