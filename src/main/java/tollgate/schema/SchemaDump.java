package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What {@code terraform providers schema -json} prints, cut to the form that ships.
 *
 * <p>The shipped form says more than Terraform does: what a change replaces, defaults, allowed
 * values. Such facts are kept for what is as it was; anything new or changed is marked with {@code
 * "facts": "unknown"} and counts as having none.
 */
public final class SchemaDump {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Pattern INDEX = Pattern.compile("[0-9]+");

  private static final List<String> SECTIONS = List.of("data_source_schemas", "resource_schemas");
  private static final List<String> ATTRIBUTE =
      List.of("required", "optional", "computed", "sensitive", "write_only", "deprecated");

  /** When one of these differs, what was known about an argument may hold no longer. */
  private static final List<String> SHAPE =
      List.of("type", "required", "optional", "computed", "write_only");

  private static final List<String> FACTS =
      List.of(
          "force_new",
          "diff_suppress",
          "default",
          "one_of_values",
          "pattern",
          "range",
          "minimum",
          "maximum",
          "conflicts_with",
          "exactly_one_of",
          "at_least_one_of",
          "required_with");
  private static final Set<String> PATHS =
      Set.of("conflicts_with", "exactly_one_of", "at_least_one_of", "required_with");
  private static final List<String> BLOCK_FACTS =
      List.of(
          "optional",
          "computed",
          "force_new",
          "diff_suppress",
          "conflicts_with",
          "exactly_one_of",
          "at_least_one_of",
          "required_with");
  private static final List<String> TYPE_FACTS =
      List.of("api", "id_format", "import_formats", "importable", "customize_diff");

  private int known;
  private int unknown;

  /**
   * The result.
   *
   * @param root in the shipped form
   * @param known arguments and blocks of resource types whose further facts were kept
   * @param unknown those of which nothing but Terraform's own facts is known
   */
  public record Cut(JsonNode root, int known, int unknown) {}

  private SchemaDump() {}

  /**
   * Cuts a dump.
   *
   * @param dump as Terraform or OpenTofu prints it
   * @param shipped the file in use, whose further facts are taken over
   * @param version of the google provider that printed it, {@code 7.46.0}
   * @throws IllegalArgumentException with a sentence when it is no such dump
   */
  public static Cut cut(JsonNode dump, JsonNode shipped, String version) {
    JsonNode google = google(dump);
    JsonNode before = shipped.path("provider_schemas").path(Schema.ADDRESS);
    SchemaDump work = new SchemaDump();
    ObjectNode result = NODES.objectNode();
    for (String section : SECTIONS) {
      ObjectNode types = result.putObject(section);
      for (Map.Entry<String, JsonNode> type : sorted(google.path(section))) {
        types.set(
            type.getKey(),
            section.equals("resource_schemas")
                ? work.resource(type.getValue(), before.path(section).path(type.getKey()))
                : new SchemaDump().plain(type.getValue()));
      }
    }
    result.set("provider", new SchemaDump().plain(google.path("provider")));
    ObjectNode root = NODES.objectNode();
    root.put("format_version", "1.0");
    root.putObject("provider_versions").put(Schema.ADDRESS, version);
    root.putObject("provider_schemas").set(Schema.ADDRESS, result);
    return new Cut(root, work.known, work.unknown);
  }

  private static JsonNode google(JsonNode dump) {
    String format = dump.path("format_version").asText();
    if (!format.startsWith("1.") || !dump.path("provider_schemas").isObject()) {
      throw new IllegalArgumentException(
          "it is not what terraform providers schema -json prints (format_version 1)");
    }
    Set<String> names = new TreeSet<>();
    for (Map.Entry<String, JsonNode> each : dump.path("provider_schemas").properties()) {
      names.add(each.getKey());
      if (each.getKey().endsWith("/hashicorp/google")) {
        if (each.getValue().path("resource_schemas").isEmpty()) {
          throw new IllegalArgumentException("the schema of hashicorp/google in it has no types");
        }
        return each.getValue();
      }
    }
    throw new IllegalArgumentException(
        "it has no schema of hashicorp/google%s"
            .formatted(names.isEmpty() ? "" : ", only of " + String.join(", ", names)));
  }

  private static Set<Map.Entry<String, JsonNode>> sorted(JsonNode object) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.properties().forEach(each -> sorted.put(each.getKey(), each.getValue()));
    return sorted.entrySet();
  }

  private ObjectNode resource(JsonNode type, JsonNode before) {
    ObjectNode cut = NODES.objectNode();
    copy(before, TYPE_FACTS, cut);
    JsonNode block = type.path("block");
    cut.set("block", block(block, before.path("block"), block));
    cut.put("version", type.path("version").asInt());
    return cut;
  }

  /** Of data sources and the provider the shipped file has no further facts. */
  private ObjectNode plain(JsonNode type) {
    ObjectNode cut = NODES.objectNode();
    JsonNode block = type.path("block");
    ObjectNode made = block(block, NODES.missingNode(), block);
    forget(made);
    cut.set("block", made);
    cut.put("version", type.path("version").asInt());
    return cut;
  }

  private static void forget(ObjectNode block) {
    block.path("attributes").forEach(each -> ((ObjectNode) each).remove("facts"));
    for (JsonNode each : block.path("block_types")) {
      ((ObjectNode) each).remove(List.of("facts", "optional"));
      forget((ObjectNode) each.path("block"));
    }
  }

  private ObjectNode block(JsonNode block, JsonNode before, JsonNode top) {
    ObjectNode cut = NODES.objectNode();
    if (block.path("attributes").size() > 0) {
      ObjectNode attributes = cut.putObject("attributes");
      for (Map.Entry<String, JsonNode> each : sorted(block.path("attributes"))) {
        attributes.set(
            each.getKey(),
            attribute(each.getValue(), before.path("attributes").path(each.getKey()), top));
      }
    }
    if (block.path("block_types").size() > 0) {
      ObjectNode blocks = cut.putObject("block_types");
      for (Map.Entry<String, JsonNode> each : sorted(block.path("block_types"))) {
        blocks.set(
            each.getKey(),
            nested(each.getValue(), before.path("block_types").path(each.getKey()), top));
      }
    }
    if (block.path("deprecated").asBoolean()) {
      cut.put("deprecated", true);
    }
    return cut;
  }

  private ObjectNode attribute(JsonNode attribute, JsonNode before, JsonNode top) {
    ObjectNode cut = NODES.objectNode();
    cut.set("type", type(attribute));
    for (String key : ATTRIBUTE) {
      if (attribute.path(key).asBoolean()) {
        cut.put(key, true);
      }
    }
    if (!before.isMissingNode()
        && SHAPE.stream().allMatch(key -> cut.path(key).equals(before.path(key)))) {
      keepFacts(before, FACTS, cut, top);
    } else {
      markUnknown(cut);
    }
    return cut;
  }

  private ObjectNode nested(JsonNode type, JsonNode before, JsonNode top) {
    ObjectNode cut = NODES.objectNode();
    cut.set("block", block(type.path("block"), before.path("block"), top));
    cut.put("nesting_mode", type.path("nesting_mode").asText("list"));
    for (String key : List.of("min_items", "max_items")) {
      if (type.path(key).asInt() > 0) {
        cut.put(key, type.path(key).asInt());
      }
    }
    boolean same =
        !before.isMissingNode()
            && cut.path("nesting_mode").equals(before.path("nesting_mode"))
            && cut.path("min_items").asInt() == before.path("min_items").asInt()
            && cut.path("max_items").asInt() == before.path("max_items").asInt();
    if (same) {
      keepFacts(before, BLOCK_FACTS, cut, top);
    } else {
      markUnknown(cut);
      if (cut.path("min_items").asInt() == 0) {
        cut.put("optional", true);
      }
    }
    return cut;
  }

  private void keepFacts(JsonNode before, List<String> facts, ObjectNode cut, JsonNode top) {
    copy(before, facts, cut);
    for (String key : PATHS) {
      if (cut.has(key)) {
        cut.set(key, standing(cut.path(key), top));
        if (cut.path(key).isEmpty()) {
          cut.remove(key);
        }
      }
    }
    if (before.path("facts").asText().equals("unknown")) {
      markUnknown(cut);
    } else {
      known++;
    }
  }

  private void markUnknown(ObjectNode cut) {
    cut.put("facts", "unknown");
    unknown++;
  }

  private static void copy(JsonNode from, List<String> keys, ObjectNode to) {
    for (String key : keys) {
      if (from.has(key)) {
        to.set(key, from.get(key));
      }
    }
  }

  /** The paths whose argument is still there. */
  private static ArrayNode standing(JsonNode paths, JsonNode top) {
    ArrayNode standing = NODES.arrayNode();
    for (JsonNode path : paths) {
      JsonNode at = top;
      boolean found = true;
      for (String part : path.asText().split("\\.", -1)) {
        if (INDEX.matcher(part).matches()) {
          continue;
        }
        JsonNode block = at.path("block_types").path(part);
        found = !block.isMissingNode() || at.path("attributes").has(part);
        if (!found) {
          break;
        }
        at = block.path("block");
      }
      if (found) {
        standing.add(path);
      }
    }
    return standing;
  }

  /** Attributes on the plugin framework have nested attributes instead of a type. */
  private static JsonNode type(JsonNode attribute) {
    JsonNode nested = attribute.path("nested_type");
    if (!nested.isObject()) {
      return attribute.path("type");
    }
    ArrayNode object = NODES.arrayNode().add("object");
    ObjectNode members = object.addObject();
    for (Map.Entry<String, JsonNode> each : sorted(nested.path("attributes"))) {
      members.set(each.getKey(), type(each.getValue()));
    }
    String mode = nested.path("nesting_mode").asText();
    return mode.equals("single") ? object : NODES.arrayNode().add(mode).add(object);
  }
}
