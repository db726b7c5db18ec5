package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns the JSON of one type into records. */
final class SchemaParser {
  private SchemaParser() {}

  static ResourceSchema resource(String type, JsonNode json) {
    return new ResourceSchema(
        type,
        text(json, "api"),
        text(json, "id_format"),
        strings(json, "import_formats"),
        flag(json, "importable"),
        flag(json, "customize_diff"),
        json.path("version").asInt(),
        block(json.path("block")));
  }

  static Block block(JsonNode json) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.path("attributes").properties()) {
      attributes.put(each.getKey(), attribute(each.getKey(), each.getValue()));
    }
    Map<String, NestedBlock> blocks = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.path("block_types").properties()) {
      blocks.put(each.getKey(), nested(each.getKey(), each.getValue()));
    }
    return new Block(
        Collections.unmodifiableMap(attributes),
        Collections.unmodifiableMap(blocks),
        flag(json, "deprecated"));
  }

  private static Attribute attribute(String name, JsonNode json) {
    JsonNode range = json.path("range");
    return new Attribute(
        name,
        json.path("type"),
        flag(json, "required"),
        flag(json, "optional"),
        flag(json, "computed"),
        flag(json, "sensitive"),
        flag(json, "write_only"),
        flag(json, "force_new"),
        flag(json, "deprecated"),
        flag(json, "diff_suppress"),
        Optional.ofNullable(json.get("default")),
        strings(json, "one_of_values"),
        text(json, "pattern").map(SchemaParser::unescaped),
        number(range.isArray() ? range.path(0) : json.path("minimum")),
        number(range.isArray() ? range.path(1) : json.path("maximum")),
        relations(json));
  }

  private static NestedBlock nested(String name, JsonNode json) {
    return new NestedBlock(
        name,
        NestedBlock.Nesting.valueOf(json.path("nesting_mode").asText().toUpperCase(Locale.ROOT)),
        json.path("min_items").asInt(),
        json.has("max_items")
            ? OptionalInt.of(json.path("max_items").asInt())
            : OptionalInt.empty(),
        flag(json, "optional"),
        flag(json, "computed"),
        flag(json, "force_new"),
        flag(json, "diff_suppress"),
        relations(json),
        block(json.path("block")));
  }

  private static Relations relations(JsonNode json) {
    List<String> conflicts = strings(json, "conflicts_with");
    List<String> exactly = strings(json, "exactly_one_of");
    List<String> atLeast = strings(json, "at_least_one_of");
    List<String> with = strings(json, "required_with");
    return conflicts.isEmpty() && exactly.isEmpty() && atLeast.isEmpty() && with.isEmpty()
        ? Relations.NONE
        : new Relations(conflicts, exactly, atLeast, with);
  }

  /**
   * The file holds patterns as the provider's source spells them: each backslash twice, and for one
   * of them the closing quote and a message behind it.
   */
  private static String unescaped(String pattern) {
    int quote = pattern.indexOf('"');
    return (quote < 0 ? pattern : pattern.substring(0, quote)).replace("\\\\", "\\");
  }

  private static boolean flag(JsonNode json, String key) {
    return json.path(key).asBoolean();
  }

  private static Optional<String> text(JsonNode json, String key) {
    return Optional.ofNullable(json.path(key).textValue());
  }

  private static Optional<BigDecimal> number(JsonNode json) {
    return json.isNumber() ? Optional.of(json.decimalValue()) : Optional.empty();
  }

  private static List<String> strings(JsonNode json, String key) {
    JsonNode array = json.path(key);
    if (array.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>(array.size());
    array.forEach(each -> found.add(each.asText()));
    return found;
  }
}
