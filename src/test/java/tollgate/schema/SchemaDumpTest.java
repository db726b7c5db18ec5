package tollgate.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class SchemaDumpTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode SHIPPED = shipped();
  private static final JsonNode OLD = tree("{'a':{'type':'string','optional':true}}");

  @Test
  void theDumpOfTheVersionInUseGivesTheFileInUse() {
    JsonNode dump = asTerraformPrintsIt(SHIPPED.deepCopy());
    String version = SHIPPED.path("provider_versions").path(Schema.ADDRESS).asText();

    SchemaDump.Cut cut = SchemaDump.cut(dump, SHIPPED, version);

    assertThat(cut.root().equals(SHIPPED)).isTrue();
    assertThat(cut.unknown()).isZero();
    assertThat(cut.known()).isGreaterThan(30_000);
    SchemaDiff diff = SchemaDiff.between(SHIPPED, cut.root());
    assertThat(diff).isEqualTo(new SchemaDiff(diff.added(), diff.removed(), java.util.Map.of()));
    assertThat(diff.added()).isEmpty();
    assertThat(diff.removed()).isEmpty();
  }

  @Test
  void factsAreKeptForWhatIsAsItWasAndUnknownForTheRest() {
    JsonNode before =
        tree(
            """
            {'same':{'type':'string','optional':true,'force_new':true,'default':'x',
                     'conflicts_with':['gone','other.0.inner']},
             'retyped':{'type':'string','optional':true,'force_new':true},
             'gone':{'type':'string','optional':true}}
            """);
    JsonNode after =
        tree(
            """
            {'same':{'type':'string','description':'d','description_kind':'plain','optional':true},
             'retyped':{'type':['list','string'],'optional':true},
             'new':{'type':'bool','required':true}}
            """);
    ObjectNode dump = dump(after);
    ((ObjectNode)
            dump.at("/provider_schemas")
                .path(Schema.ADDRESS)
                .at("/resource_schemas/google_x/block"))
        .set(
            "block_types",
            tree(
                "{'other':{'nesting_mode':'list','block':{'attributes':{'inner':{'type':'string','optional':true}}}}}"));

    SchemaDump.Cut cut = SchemaDump.cut(dump, file(before), "8.0.0");

    JsonNode attributes = attributes(cut.root());
    assertThat(attributes.path("same"))
        .isEqualTo(
            tree(
                "{'type':'string','optional':true,'force_new':true,'default':'x','conflicts_with':['other.0.inner']}"));
    assertThat(attributes.path("retyped"))
        .isEqualTo(tree("{'type':['list','string'],'optional':true,'facts':'unknown'}"));
    assertThat(attributes.path("new"))
        .isEqualTo(tree("{'type':'bool','required':true,'facts':'unknown'}"));
    assertThat(cut.known()).isEqualTo(1);
    assertThat(cut.unknown()).isEqualTo(4);
    assertThat(SchemaDiff.between(file(before), cut.root()).changed().get("google_x"))
        .extracting(SchemaDiff.Change::toString)
        .containsExactly(
            "- gone: is gone",
            "+ new: bool, required",
            "~ retyped: was string, is a list of string",
            "+ other: a block, optional");
  }

  @Test
  void whatIsUnknownStaysSoInTheNextUpdate() {
    JsonNode first = SchemaDump.cut(dump(OLD), file(tree("{}")), "8.0.0").root();

    SchemaDump.Cut again = SchemaDump.cut(dump(OLD), first, "8.0.0");

    assertThat(again.root()).isEqualTo(first);
    assertThat(again.unknown()).isEqualTo(1);
  }

  @Test
  void everyDifferenceOfAnArgumentIsTold() {
    JsonNode before = tree("{'a':{'type':'string','optional':true,'computed':true}}");
    JsonNode after =
        tree("{'a':{'type':'string','required':true,'sensitive':true,'deprecated':true}}");

    assertThat(SchemaDiff.between(file(before), file(after)).changed().get("google_x"))
        .extracting(SchemaDiff.Change::what)
        .containsExactly(
            "was optional and filled in by Google, is required",
            "is sensitive now",
            "is deprecated now");
    assertThat(SchemaDiff.between(file(before), file(after)).counts(java.util.Set.of()))
        .containsEntry(SchemaDiff.Kind.CHANGED, 3L);
  }

  @Test
  void nestedAttributesBecomeATerraformType() {
    JsonNode nested =
        tree(
            "{'a':{'optional':true,'nested_type':{'nesting_mode':'list','attributes':{'k':{'type':'string','optional':true}}}}}");

    JsonNode root = SchemaDump.cut(dump(nested), file(tree("{}")), "8.0.0").root();

    assertThat(attributes(root).path("a").path("type"))
        .isEqualTo(tree("['list',['object',{'k':'string'}]]"));
  }

  @Test
  void aFileOfAnotherKindIsRefusedWithAReason() {
    assertThatThrownBy(() -> SchemaDump.cut(tree("{'resource':{}}"), SHIPPED, "8.0.0"))
        .hasMessageContaining("not what terraform providers schema -json prints");
    assertThatThrownBy(
            () ->
                SchemaDump.cut(
                    tree(
                        "{'format_version':'1.0','provider_schemas':{'registry.terraform.io/hashicorp/aws':{}}}"),
                    SHIPPED,
                    "8.0.0"))
        .hasMessage(
            "it has no schema of hashicorp/google, only of registry.terraform.io/hashicorp/aws");
    assertThatThrownBy(
            () ->
                SchemaDump.cut(
                    tree(
                        "{'format_version':'1.0','provider_schemas':{'registry.terraform.io/hashicorp/google':{}}}"),
                    SHIPPED,
                    "8.0.0"))
        .hasMessageContaining("has no types");
  }

  @Test
  void openTofusNameOfTheProviderIsTakenToo() {
    JsonNode dump =
        tree(dump(OLD).toString().replace("registry.terraform.io", "registry.opentofu.org"));

    assertThat(attributes(SchemaDump.cut(dump, file(OLD), "8.0.0").root()).has("a")).isTrue();
  }

  @Test
  void aWantedTypeComesWhereItBelongs() {
    WantedTypes wanted = new WantedTypes("# why\ngoogle_b\ngoogle_d # note\ndata.google_c\n");

    assertThat(wanted.with("google_c").with("data.google_a").with("google_e").text())
        .isEqualTo(
            "# why\ngoogle_b\ngoogle_c\ngoogle_d # note\ngoogle_e\ndata.google_a\ndata.google_c\n");
    assertThat(wanted.all())
        .contains(
            new WantedTypes.Wanted("google_d", 3), new WantedTypes.Wanted("data.google_c", 4));
  }

  /** Without what Terraform does not tell, and with what the shipped file leaves out. */
  static JsonNode asTerraformPrintsIt(JsonNode file) {
    JsonNode google = file.path("provider_schemas").path(Schema.ADDRESS);
    for (JsonNode type : google.path("resource_schemas")) {
      ((ObjectNode) type).retain("block", "version");
    }
    for (String section : List.of("resource_schemas", "data_source_schemas")) {
      google.path(section).forEach(type -> strip(type.path("block")));
    }
    ((ObjectNode) file).remove("provider_versions");
    return file;
  }

  private static void strip(JsonNode block) {
    ((ObjectNode) block).put("description_kind", "plain");
    for (JsonNode attribute : block.path("attributes")) {
      ((ObjectNode) attribute)
          .retain(
              "type", "required", "optional", "computed", "sensitive", "write_only", "deprecated");
      ((ObjectNode) attribute).put("description", "words").put("description_kind", "plain");
    }
    for (JsonNode nested : block.path("block_types")) {
      ((ObjectNode) nested).retain("nesting_mode", "min_items", "max_items", "block");
      strip(nested.path("block"));
    }
  }

  private static JsonNode attributes(JsonNode root) {
    return root.path("provider_schemas")
        .path(Schema.ADDRESS)
        .at("/resource_schemas/google_x/block/attributes");
  }

  private static ObjectNode dump(JsonNode attributes) {
    ObjectNode root = JSON.createObjectNode().put("format_version", "1.0");
    root.putObject("provider_schemas")
        .putObject(Schema.ADDRESS)
        .putObject("resource_schemas")
        .putObject("google_x")
        .put("version", 1)
        .putObject("block")
        .set("attributes", attributes);
    return root;
  }

  private static JsonNode file(JsonNode attributes) {
    return dump(attributes);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private static JsonNode shipped() {
    try (InputStream file = Schema.class.getResourceAsStream("google.schema.json.gz")) {
      return JSON.readTree(new GZIPInputStream(Objects.requireNonNull(file)));
    } catch (IOException broken) {
      throw new AssertionError(broken);
    }
  }
}
