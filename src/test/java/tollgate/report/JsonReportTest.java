package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tollgate.Shared;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.guard.Policy;
import tollgate.guard.Rules;
import tollgate.plan.Address;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;

class JsonReportTest {
  private static final JsonSchema PLAN = schema("plan");
  private static final JsonSchema COST = schema("cost");
  private static final JsonSchema GUARD = schema("guard");
  private static final JsonSchema DRIFT = schema("drift");

  @Test
  void documents_with_everything_in_them_follow_their_published_schemas() throws IOException {
    PlanReport report = Fixtures.everything();

    assertValid(PLAN, JsonReport.plan(report));
    assertValid(COST, JsonReport.cost(report.cost()));
    assertValid(GUARD, JsonReport.guard(report.judgement()));
    assertValid(PLAN, JsonReport.plan(Fixtures.nothing()));
  }

  @Test
  void drift_follows_its_published_schema_which_describes_every_key() throws IOException {
    DriftReport drift =
        new DriftReport(
            Fixtures.everything().stacks().stream()
                .map(stack -> new StackPlan(stack.name(), stack.plan().plan()))
                .toList(),
            Fixtures.cost(),
            List.of(
                new DriftReport.Unchecked("lake", Optional.empty(), "Nothing is deployed."),
                new DriftReport.Unchecked(
                    "lake", Optional.of(new Address("google_sql_user.u")), "It is only written.")),
            "");

    assertValid(DRIFT, drift.json());
    JsonNode document = Fixtures.JSON.readTree(drift.json());
    assertThat(document.at("/stacks/0/changes")).isNotEmpty();
    Set<String> described = new TreeSet<>();
    described(read("drift"), described);
    document.fieldNames().forEachRemaining(key -> assertThat(described).contains(key));
    ((ObjectNode) document).remove("stacks");
    assertThat(DRIFT.validate(document)).as("a document without its stacks").isNotEmpty();
  }

  @Test
  void documents_of_every_real_plan_follow_their_published_schemas() throws IOException {
    Estimator estimator = Estimator.shipped();
    for (Path path : realPlans()) {
      Plan plan = Plan.parse(Fixtures.JSON.readTree(path.toFile()));
      List<StackPlan> plans = List.of(new StackPlan("", plan));
      CostChange cost = estimator.change(plans);
      Judgement judgement = Gate.judge(plans, cost, Policy.NONE, Fixtures.TODAY);
      PlanReport report =
          new PlanReport(
              List.of(PlannedStack.of(plans.get(0))),
              cost,
              judgement,
              Optional.empty(),
              List.of(),
              "");

      assertValid(PLAN, JsonReport.plan(report));
      assertThat(TextReport.PLAIN.plan(report)).as(path.toString()).startsWith("Plan:");
    }
  }

  @Test
  void schemas_describe_every_key_that_is_written() throws IOException {
    Set<String> written = new TreeSet<>();
    JsonNode document = Fixtures.JSON.readTree(JsonReport.plan(Fixtures.everything()));
    // Attributes of resources are the provider's own and in no schema of ours.
    document
        .findParents("before")
        .forEach(
            parent -> {
              if (parent.has("actions")) {
                ((ObjectNode) parent).remove(List.of("before", "after"));
              }
            });
    keys(document, written);
    Set<String> described = new TreeSet<>();
    for (String name : List.of("plan", "cost", "guard")) {
      described(read(name), described);
    }

    assertThat(described).containsAll(written);
  }

  @Test
  void amounts_are_decimal_text_that_adds_up() throws IOException {
    JsonNode cost = Fixtures.JSON.readTree(JsonReport.cost(Fixtures.cost()));

    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode resource : cost.path("resources")) {
      sum = sum.add(new BigDecimal(resource.path("floor").textValue()));
    }
    for (JsonNode line : cost.path("shared")) {
      sum = sum.add(new BigDecimal(line.path("amount").textValue()));
    }
    assertThat(cost.path("floor").isTextual()).isTrue();
    assertThat(new BigDecimal(cost.path("floor").textValue())).isEqualByComparingTo(sum);
    assertThat(cost.toString()).doesNotContain("E+", "E-");
  }

  @Test
  void secrets_are_masked_before_and_after_and_inside_blocks() throws IOException {
    String document = JsonReport.plan(Fixtures.everything());

    assertThat(document).doesNotContain("hunter2", "correct-horse");
    JsonNode user = change(document, "google_sql_user.mage");
    assertThat(user.at("/before/password").asText()).isEqualTo("(sensitive)");
    assertThat(user.at("/after/password").asText()).isEqualTo("(sensitive)");
    JsonNode run = change(document, "google_cloud_run_v2_service.mage");
    assertThat(run.at("/before/template/0/containers/0/env/0/value").asText())
        .isEqualTo("(sensitive)");
    assertThat(run.at("/before/template/0/containers/0/env/0/name").asText())
        .isEqualTo("DB_PASSWORD");
  }

  @Test
  void unknown_values_are_listed_by_path() throws IOException {
    JsonNode change = change(JsonReport.plan(Fixtures.everything()), "google_storage_bucket.lake");

    assertThat(change.path("unknown")).extracting(JsonNode::asText).contains("self_link", "url");
    assertThat(change.path("replacePaths").get(0).get(0).asText()).isEqualTo("location");
  }

  @Test
  void rules_are_a_document_too() throws IOException {
    JsonNode document = Fixtures.JSON.readTree(JsonReport.rules(Rules.all()));

    assertThat(document.path("rules")).hasSameSizeAs(Rules.all());
    assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
  }

  private static JsonNode change(String document, String address) throws IOException {
    for (JsonNode stack : Fixtures.JSON.readTree(document).path("stacks")) {
      for (JsonNode change : stack.path("changes")) {
        if (change.path("address").asText().equals(address)) {
          return change;
        }
      }
    }
    throw new AssertionError("no change of " + address);
  }

  private static void assertValid(JsonSchema schema, String document) throws IOException {
    assertThat(schema.validate(Fixtures.JSON.readTree(document))).isEmpty();
  }

  private static JsonNode read(String name) throws IOException {
    return Fixtures.JSON.readTree(file(name).toFile());
  }

  private static Path file(String name) {
    return Path.of("docs/schema/" + name + ".schema.json");
  }

  private static JsonSchema schema(String name) {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
        .getSchema(SchemaLocation.of(file(name).toUri().toString()));
  }

  private static void keys(JsonNode node, Set<String> into) {
    node.fieldNames().forEachRemaining(into::add);
    node.forEach(child -> keys(child, into));
  }

  private static void described(JsonNode schema, Set<String> into) {
    schema.path("properties").fieldNames().forEachRemaining(into::add);
    schema.forEach(child -> described(child, into));
  }

  private static List<Path> realPlans() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    try (Stream<Path> files = Files.walk(Shared.dir().orElseThrow().resolve("real-plans"), 3)) {
      return files.filter(path -> path.endsWith("plan.json")).sorted().toList();
    }
  }
}
