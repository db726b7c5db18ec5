package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tollgate.config.read.Field;
import tollgate.config.read.Shape;

/** The page and the schema say what the loader does. */
class SettingsDocumentsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String COLUMNS = ", columns: [{name: pickup_at, type: timestamp}]";

  /** What an example needs beside itself, instead of what its section requires. */
  private static final Map<String, String> BESIDE =
      Map.of(
          "github.repository", ", branch: main",
          "github.repository_id", ", repository: acme/data, branch: main",
          "state.backend", ", bucket: acme-data-tfstate",
          "state.bucket", ", backend: gcs",
          "table.cluster_by", ", id: trips" + COLUMNS,
          "external.skip_rows", ", bucket: lake, format: csv");

  /** What a section needs around it, besides what is required. */
  private static final Map<String, String> AROUND =
      Map.of(
          "lake.datasets", ", buckets: [{purpose: lake}]",
          "table.partition", COLUMNS,
          "table.external", COLUMNS);

  private static JsonSchema schema() throws IOException {
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(SettingsSchema.json());
  }

  /** What an editor sees: the values of the YAML, read without this program. */
  private static JsonNode plain(String yaml) {
    return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  @Test
  void the_page_of_settings_is_fresh() throws IOException {
    Generated.check(Path.of("docs/settings.md"), SettingsPage.markdown(), getClass());
  }

  @Test
  void the_schema_for_editors_is_fresh() throws IOException {
    Generated.check(Path.of("docs/schema/tollgate.schema.json"), SettingsSchema.json(), getClass());
  }

  @Test
  void the_schema_accepts_the_sample_and_the_shortest_settings() throws IOException {
    assertThat(schema().validate(plain(Files.readString(Path.of("tollgate.yaml"))))).isEmpty();
    assertThat(schema().validate(plain(Yaml.SHORTEST))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "regoin: us-east1",
        "project: ACME",
        "project: [a]",
        "region: us-centrl1",
        "data_location: us",
        "project_number: 12",
        "billing_account: x",
        "owner: data team",
        "budget: {}",
        "budget: {monthly: 280}",
        "budget: {monthly: \"1,000.50 USD\"}",
        "protect: \"true\"",
        "labels: {Team: a}",
        "labels: {team: B}",
        "lake: {buckets: [{purpose: Landing}]}",
        "lake: {buckets: [{purpose: a, expire_days: 0}]}",
        "lake: {buckets: {purpose: a}}",
        "lake: {datasets: [{id: ny-taxi}]}",
        "workstation: {time_zone: UTC, users: []}",
        "workstation: {time_zone: UTC, users: [allUsers]}",
        "workstation: {time_zone: UTC, users: [\"user:ada@acme.example\"], disk_gb: ten}",
        "workstation: {time_zone: UTC, users: [\"user:ada@acme.example\"], stop_at: 8pm}",
        "workstation: {time_zone: UTC, users: [\"user:ada@acme.example\"], subnet: all}",
        "orchestrator: {users: [\"user:ada@acme.example\"], kind: magic}",
        "workstation: {time_zone: UTC, users: [\"user:ada@acme.example\"], terraform: latest}",
        "workstation: {time_zone: UTC, users: [\"user:ada@acme.example\"], hours_per_week: 169}",
        "orchestrator: {users: [\"user:ada@acme.example\"], memory: 4GB}",
        "orchestrator: {users: [\"user:ada@acme.example\"], database: {tier: big}}",
        "waivers: [{rule: cost/filestore}]",
        "policy: {severities: {x: deny}}",
        "state: {backend: s3}",
        "environments: {prod: {environments: {}}}",
        "environments: {Prod: {}}",
        "environments: {prod: {projct: a}}"
      })
  void the_schema_refuses_what_the_loader_refuses(String change) throws IOException {
    assertThat(Yaml.problems(Yaml.with(change))).isNotEmpty();
    assertThat(schema().validate(plain(Yaml.with(change)))).isNotEmpty();
  }

  @Test
  void the_schema_lets_an_environment_take_a_section_away() throws IOException {
    String yaml = Yaml.with("environments: {ci: {workstation: null, budget: {alert: []}}}");

    assertThat(Yaml.problems(yaml)).isEmpty();
    assertThat(schema().validate(plain(yaml))).isEmpty();
  }

  /** Every example of the page, put into settings that hold its section, loads. */
  @TestFactory
  Stream<DynamicTest> every_field_is_described_and_its_example_loads() {
    return fields(Settings.shape(Environments.DEFAULT), "%s");
  }

  private static Stream<DynamicTest> fields(Shape<?> shape, String around) {
    return shape.fields().stream()
        .flatMap(
            field ->
                Stream.concat(
                    Stream.of(
                        DynamicTest.dynamicTest(
                            shape.name() + "." + field.name(), () -> check(shape, field, around))),
                    field.kind().shape().stream()
                        .flatMap(inner -> fields(inner, around.formatted(inside(shape, field))))));
  }

  private static void check(Shape<?> shape, Field<?> field, String around) {
    assertThat(field.meaning()).endsWith(".").hasSizeGreaterThan(10);
    assertThat(field.example()).isNotBlank();
    assertThat(field.shownDefault()).isNotBlank();
    String yaml = Yaml.with(around.formatted(example(shape, field)));
    assertThat(Yaml.problems(yaml)).as(yaml).isEmpty();
  }

  /** The example of a field beside those of the keys that its section requires. */
  private static String example(Shape<?> shape, Field<?> field) {
    String others = BESIDE.getOrDefault(shape.name() + "." + field.name(), required(shape, field));
    boolean top = shape.name().equals("tollgate.yaml");
    return field.name() + ": " + field.example() + (top ? "" : others);
  }

  private static String required(Shape<?> shape, Field<?> but) {
    StringBuilder others = new StringBuilder();
    shape.fields().stream()
        .filter(other -> other.isRequired() && !other.name().equals(but.name()))
        .forEach(
            other -> others.append(", ").append(other.name()).append(": ").append(other.example()));
    return others.toString();
  }

  /** A field of a section as text, with a gap for what is in it. */
  private static String inside(Shape<?> shape, Field<?> field) {
    String kind = field.kind().name();
    String gap =
        kind.startsWith("list") ? "[{%s}]" : kind.startsWith("mapping") ? "{a: {%s}}" : "{%s}";
    boolean top = shape.name().equals("tollgate.yaml");
    String others =
        required(shape, field) + AROUND.getOrDefault(shape.name() + "." + field.name(), "");
    return field.name() + ": " + gap + (top ? "" : others.replace("%", "%%"));
  }
}
