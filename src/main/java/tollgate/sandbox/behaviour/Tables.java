package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
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
    Optional<JsonNode> old = parse(draft.old("schema"));
    Optional<JsonNode> now = parse(draft.now("schema"));
    if (old.isPresent() && now.isPresent() && !changeable(old.get(), now.get())) {
      draft.forceNew("schema");
    }
  }

  /** True when the API can turn the one list of columns into the other. */
  private static boolean changeable(JsonNode old, JsonNode now) {
    Map<String, JsonNode> columns = new HashMap<>();
    now.forEach(column -> columns.put(column.path("name").asText(), column));
    int kept = 0;
    for (JsonNode column : old) {
      JsonNode match = columns.get(column.path("name").asText());
      if (match == null) {
        continue;
      }
      kept++;
      boolean sameType = type(column).equals(type(match));
      if (!sameType || !modeAllowed(mode(column), mode(match))) {
        return false;
      }
      if (!changeable(column.path("fields"), match.path("fields"))) {
        return false;
      }
    }
    return old.isEmpty() || kept > 0;
  }

  /** True when both texts list the same columns, whatever their spelling. */
  static boolean sameColumns(Value old, Value now) {
    Optional<JsonNode> one = parse(old);
    Optional<JsonNode> other = parse(now);
    return one.isPresent()
        && other.isPresent()
        && canonical(one.get()).equals(canonical(other.get()));
  }

  private static List<Map<String, Object>> canonical(JsonNode columns) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (JsonNode column : columns) {
      Map<String, Object> facts = new HashMap<>();
      column.properties().forEach(each -> facts.put(each.getKey(), each.getValue()));
      facts.put("type", type(column));
      facts.put("mode", mode(column));
      facts.put("fields", canonical(column.path("fields")));
      all.add(facts);
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
