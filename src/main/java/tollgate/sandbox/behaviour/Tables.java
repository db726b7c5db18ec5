package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Value;

/** BigQuery tables: which changes of a schema a table survives. */
final class Tables {
  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "a column of another type, or a stricter mode, replaces the table",
              "google_bigquery_table",
              Tables::columns));

  /** Old and new names of one type. */
  private static final Map<String, String> TYPES =
      Map.of("INT64", "INTEGER", "FLOAT64", "FLOAT", "BOOL", "BOOLEAN", "STRUCT", "RECORD");

  private Tables() {}

  private static void columns(Draft draft) {
    if (draft.creating() || !draft.changes("schema")) {
      return;
    }
    boolean external = !draft.now("external_data_configuration").isZero();
    Optional<JsonNode> old = parse(draft.old("schema"));
    Optional<JsonNode> now = parse(draft.now("schema"));
    if (old.isPresent() && now.isPresent() && !changeable(old.get(), now.get(), external, true)) {
      draft.forceNew("schema");
    }
  }

  /** True when the API can turn the one list of columns into the other. */
  private static boolean changeable(JsonNode old, JsonNode now, boolean external, boolean top) {
    Map<String, JsonNode> before = byName(old);
    Map<String, JsonNode> after = byName(now);
    for (Map.Entry<String, JsonNode> each : after.entrySet()) {
      String mode = each.getValue().path("mode").asText();
      if (!before.containsKey(each.getKey()) && mode.equals("REQUIRED")) {
        return false;
      }
    }
    int dropped = 0;
    for (Map.Entry<String, JsonNode> each : before.entrySet()) {
      JsonNode match = after.get(each.getKey());
      if (match == null) {
        if (!top || external) {
          return false;
        }
        dropped++;
      } else if (!columnChangeable(each.getValue(), match, external)) {
        return false;
      }
    }
    // Dropping and adding at once may be meant as renaming; the provider does not guess.
    return dropped == 0 || after.size() == before.size() - dropped;
  }

  private static boolean columnChangeable(JsonNode old, JsonNode now, boolean external) {
    if (!type(old).equals(type(now)) || !modeAllowed(mode(old), mode(now))) {
      return false;
    }
    if (!old.has("fields") && !now.has("fields")) {
      return true;
    }
    return old.path("fields").isArray()
        && now.path("fields").isArray()
        && changeable(old.path("fields"), now.path("fields"), external, false);
  }

  private static Map<String, JsonNode> byName(JsonNode columns) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    columns.forEach(column -> named.put(column.path("name").asText(), column));
    return named;
  }

  /** True when both texts list the same columns, whatever their spelling. */
  static boolean sameColumns(Value old, Value now) {
    Optional<JsonNode> one = parse(old);
    Optional<JsonNode> other = parse(now);
    return one.isPresent()
        && other.isPresent()
        && canonical(one.get()).equals(canonical(other.get()));
  }

  /** Columns by name: their order does not count. */
  private static Map<String, Map<String, Object>> canonical(JsonNode columns) {
    Map<String, Map<String, Object>> all = new HashMap<>();
    for (JsonNode column : columns) {
      Map<String, Object> facts = new HashMap<>();
      column.properties().forEach(each -> facts.put(each.getKey(), each.getValue()));
      facts.put("type", type(column));
      facts.put("mode", mode(column));
      facts.put("fields", canonical(column.path("fields")));
      all.put(column.path("name").asText(), facts);
    }
    return all;
  }

  private static String type(JsonNode column) {
    String type = column.path("type").asText().toUpperCase(Locale.ROOT);
    return TYPES.getOrDefault(type, type);
  }

  private static String mode(JsonNode column) {
    String mode = column.path("mode").asText().toUpperCase(Locale.ROOT);
    return mode.isEmpty() ? "NULLABLE" : mode;
  }

  /** A column may become optional, never required or repeated. */
  private static boolean modeAllowed(String old, String now) {
    return old.equals(now) || (old.equals("REQUIRED") && now.equals("NULLABLE"));
  }

  private static Optional<JsonNode> parse(Value schema) {
    try {
      return Optional.of(JsonTree.read(schema.textOrEmpty().getBytes(StandardCharsets.UTF_8)));
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }
}
