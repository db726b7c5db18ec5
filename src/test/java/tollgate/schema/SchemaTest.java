package tollgate.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final Schema schema = Schema.google();

  @Test
  void knowsEveryTypeAndDataSource() {
    assertThat(schema.resourceTypes()).hasSizeGreaterThan(1_300).contains("google_storage_bucket");
    assertThat(schema.dataSourceTypes()).hasSizeGreaterThan(450).contains("google_project");
    assertThat(schema.provider().attributes()).containsKeys("project", "region", "default_labels");
  }

  @Test
  void knowsItsVersion() {
    assertThat(schema.providerVersion()).matches("[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  @Test
  void anUnknownTypeIsAbsent() {
    assertThat(schema.resource("google_no_such_thing")).isEmpty();
    assertThat(schema.dataSource("google_storage_bucke")).isEmpty();
  }

  @Test
  void readsTheFactsOfABucket() {
    ResourceSchema bucket = schema.resource("google_storage_bucket").orElseThrow();

    assertThat(bucket.api()).contains("storage.googleapis.com");
    assertThat(bucket.customizeDiff()).isTrue();
    Attribute location = attribute(bucket, "location");
    assertThat(location.required()).isTrue();
    assertThat(location.forceNew()).isTrue();
    assertThat(location.settable()).isTrue();
    assertThat(attribute(bucket, "storage_class").defaultValue().orElseThrow().asText())
        .isEqualTo("STANDARD");
    NestedBlock versioning = bucket.block().block("versioning").orElseThrow();
    assertThat(versioning.computed()).isTrue();
    assertThat(versioning.maxItems()).hasValue(1);
    assertThat(versioning.nesting()).isEqualTo(NestedBlock.Nesting.LIST);
  }

  @Test
  void readsWriteOnlySensitiveLimitsAndRelations() {
    ResourceSchema user = schema.resource("google_sql_user").orElseThrow();
    assertThat(attribute(user, "password_wo").writeOnly()).isTrue();
    assertThat(attribute(user, "password").sensitive()).isTrue();
    assertThat(attribute(user, "password").relations().conflictsWith()).contains("password_wo");

    ResourceSchema job = schema.resource("google_bigquery_job").orElseThrow();
    NestedBlock load = job.block().block("load").orElseThrow();
    Attribute rows = load.block().attribute("skip_leading_rows").orElseThrow();
    assertThat(rows.minimum()).contains(BigDecimal.ZERO);
    assertThat(rows.maximum()).isEmpty();
  }

  @Test
  void everyTypeParsesAndEveryKeyOfTheFileIsRead() throws IOException {
    // Keys that the reader turns into records; one more in the file must be noticed here.
    TreeSet<String> unread = new TreeSet<>();
    JsonNode google = wholeFile().path("provider_schemas").elements().next();
    for (Map.Entry<String, JsonNode> type : google.path("resource_schemas").properties()) {
      assertThat(schema.resource(type.getKey())).as(type.getKey()).isPresent();
      collect(type.getValue(), unread);
    }
    for (Map.Entry<String, JsonNode> type : google.path("data_source_schemas").properties()) {
      assertThat(schema.dataSource(type.getKey())).as(type.getKey()).isPresent();
      collect(type.getValue(), unread);
    }
    // How an update of the schema marks what it knows no more of than Terraform does.
    unread.remove("facts");
    assertThat(unread)
        .containsExactly(
            "api at_least_one_of computed conflicts_with customize_diff default deprecated"
                .concat(" diff_suppress exactly_one_of force_new id_format import_formats")
                .concat(" importable max_items maximum min_items minimum nesting_mode")
                .concat(" one_of_values optional pattern range required required_with")
                .concat(" sensitive type version write_only")
                .split(" "));
  }

  @Test
  void everyPatternIsAUsableRegularExpression() {
    for (String type : schema.resourceTypes()) {
      patterns(schema.resource(type).orElseThrow().block());
    }
  }

  @Test
  void jsonOfAllKindsComesThrough() throws IOException {
    String text =
        "{\"a\":[1,2.50,-3e400,99999999999999999999,true,false,null,\"x\\\"é\"],\"b\":{}}";
    JsonNode tree = JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
    assertThat(tree.path("a").get(1).decimalValue()).isEqualTo(new BigDecimal("2.50"));
    assertThat(tree.path("a").get(3).bigIntegerValue()).isEqualTo("99999999999999999999");
    assertThat(tree.path("a").get(7).asText()).isEqualTo("x\"é");
    assertThat(tree.path("b").isObject()).isTrue();
  }

  private static void patterns(Block block) {
    for (Attribute each : block.attributes().values()) {
      each.pattern()
          .ifPresent(
              pattern -> {
                assertThat(pattern).doesNotContain("\\\\").doesNotContain("\"");
                assertThat(Pattern.compile(pattern).matcher("").groupCount()).isNotNegative();
              });
    }
    block.blocks().values().forEach(each -> patterns(each.block()));
  }

  private static void collect(JsonNode type, Set<String> keys) {
    for (Map.Entry<String, JsonNode> each : type.properties()) {
      if (each.getKey().equals("block")) {
        collectBlock(each.getValue(), keys);
      } else {
        keys.add(each.getKey());
      }
    }
  }

  private static void collectBlock(JsonNode block, Set<String> keys) {
    block.path("attributes").forEach(each -> each.fieldNames().forEachRemaining(keys::add));
    block.path("block_types").forEach(each -> collect(each, keys));
    block
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!key.equals("attributes") && !key.equals("block_types")) {
                keys.add(key);
              }
            });
  }

  private static Attribute attribute(ResourceSchema type, String name) {
    return type.block().attribute(name).orElseThrow();
  }

  private static JsonNode wholeFile() throws IOException {
    try (InputStream file = Schema.class.getResourceAsStream("google.schema.json.gz")) {
      return new ObjectMapper().readTree(new GZIPInputStream(Objects.requireNonNull(file)));
    }
  }
}
