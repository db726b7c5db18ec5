package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Value;

/** Lists of columns of a BigQuery table as texts of JSON: which of them say the same. */
final class Columns {
  /** Old and new names of one type. */
  private static final Map<String, String> TYPES =
      Map.of("INT64", "INTEGER", "FLOAT64", "FLOAT", "BOOL", "BOOLEAN");

  private Columns() {}

  /** The list in that text; a missing node when it is not JSON. */
  static JsonNode read(Value schema) {
    String text = schema.textOrEmpty();
    try {
      // The API answers an empty list so.
      return JsonTree.read((text.equals("null") ? "[]" : text).getBytes(StandardCharsets.UTF_8));
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }

  /**
   * Whether two lists are of the same columns: their order does not count, types have two names
   * each, and what says nothing need not be written. {@code sorted} is false for the columns of an
   * external table, whose order counts.
   */
  static boolean same(JsonNode old, JsonNode fresh, boolean sorted, boolean policiesIgnored) {
    if (!old.isArray()) {
      return old.isMissingNode() ? fresh.isMissingNode() || fresh.isNull() : old.equals(fresh);
    }
    return fresh.isArray()
        && (!sorted || (named(old) && named(fresh)))
        && sameList(old, fresh, sorted, policiesIgnored);
  }

  private static boolean sameList(
      JsonNode old, JsonNode fresh, boolean sorted, boolean policiesIgnored) {
    List<JsonNode> before = items(old, sorted);
    List<JsonNode> after = items(fresh, sorted);
    if (before.size() != after.size()) {
      return false;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!sameValue("", before.get(i), after.get(i), policiesIgnored)) {
        return false;
      }
    }
    return true;
  }

  private static boolean named(JsonNode columns) {
    return items(columns, false).stream().allMatch(each -> each.has("name"));
  }

  private static List<JsonNode> items(JsonNode columns, boolean sorted) {
    Comparator<JsonNode> byName = Comparator.comparing(each -> each.path("name").asText());
    Stream<JsonNode> all = StreamSupport.stream(columns.spliterator(), false);
    return (sorted ? all.sorted(byName) : all).toList();
  }

  private static boolean sameValue(
      String key, JsonNode old, JsonNode fresh, boolean policiesIgnored) {
    if (old.isArray() && fresh.isArray()) {
      boolean fields = key.equals("fields");
      return (!fields || (named(old) && named(fresh)))
          && sameList(old, fresh, fields, policiesIgnored);
    }
    if (old.isObject() && fresh.isObject()) {
      return keys(old, fresh).stream()
          .allMatch(each -> sameFact(each, old, fresh, policiesIgnored));
    }
    return (old.isNumber() && fresh.isNumber())
        ? old.doubleValue() == fresh.doubleValue()
        : old.equals(fresh);
  }

  /** What is said of either column, but for what the API makes of a foreign type. */
  static Set<String> keys(JsonNode old, JsonNode fresh) {
    Set<String> all = new HashSet<>();
    old.fieldNames().forEachRemaining(all::add);
    fresh.fieldNames().forEachRemaining(all::add);
    if (all.contains("foreignTypeDefinition")) {
      all.removeAll(Set.of("type", "fields"));
    }
    return all;
  }

  private static boolean sameFact(
      String key, JsonNode old, JsonNode fresh, boolean policiesIgnored) {
    JsonNode before = old.path(key);
    JsonNode after = fresh.path(key);
    boolean alike =
        switch (key) {
          case "mode" -> mode(old).equals(mode(fresh));
          case "type" -> isSaid(before) && isSaid(after) && sameType(old, fresh);
          case "description" -> blank(before) && blank(after);
          case "collation" -> !isSaid(after) || (blank(before) && blank(after));
          case "policyTags" -> without(before, "names") && without(after, "names");
          case "dataGovernanceTagsInfo" ->
              without(before, "dataGovernanceTags") && without(after, "dataGovernanceTags");
          case "dataPolicies" -> policiesIgnored && after.isEmpty();
          default -> false;
        };
    return alike
        || (old.has(key) && fresh.has(key) && sameValue(key, before, after, policiesIgnored));
  }

  private static boolean isSaid(JsonNode value) {
    return !value.isMissingNode() && !value.isNull();
  }

  private static boolean blank(JsonNode text) {
    return !isSaid(text) || (text.isTextual() && text.textValue().isEmpty());
  }

  /** Nothing, {} or an object whose one list is empty. */
  private static boolean without(JsonNode tags, String list) {
    JsonNode inner = tags.path(list);
    return !isSaid(tags)
        || (tags.isObject() && (tags.isEmpty() || (inner.isContainerNode() && inner.isEmpty())));
  }

  static boolean sameType(JsonNode old, JsonNode fresh) {
    return type(old).equals(type(fresh));
  }

  private static String type(JsonNode column) {
    String type = column.path("type").asText().toUpperCase(Locale.ROOT);
    return TYPES.getOrDefault(type, type);
  }

  /** How often the column holds a value, in capitals. */
  static String mode(JsonNode column) {
    JsonNode mode = column.path("mode");
    return isSaid(mode) ? mode.asText().toUpperCase(Locale.ROOT) : "NULLABLE";
  }
}
