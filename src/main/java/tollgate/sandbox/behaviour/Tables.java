package tollgate.sandbox.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tollgate.schema.JsonTree;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** BigQuery tables: which changes of a schema a table survives. */
final class Tables {
  private static final String SCHEMA = "schema";

  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "a table's project is looked for once more, for its columns",
              "google_bigquery_table",
              draft -> {
                boolean none = draft.written("project").isZero() && draft.old("project").isZero();
                if (none && draft.provider().project().isEmpty()) {
                  draft.refuse("project: required field is not set");
                }
              }),
          Behaviour.of(
              "data policies that are ignored stay with their columns",
              "google_bigquery_table",
              Tables::keepPolicies),
          Behaviour.of(
              "columns that Google added stay where that is asked for",
              "google_bigquery_table",
              Tables::keepAdded),
          Behaviour.of(
              "a column of another type, or a stricter mode, replaces the table",
              "google_bigquery_table",
              Tables::columns));

  private Tables() {}

  /** True when both texts list the same columns, whatever their spelling. */
  static boolean sameColumns(Draft draft, Path path, Value old, Value fresh) {
    return Columns.same(
        Columns.read(old),
        Columns.read(fresh),
        path.names().equals(SCHEMA),
        policiesIgnored(draft));
  }

  private static boolean policiesIgnored(Draft draft) {
    return draft.written("ignore_schema_changes").items().contains(Value.text("dataPolicies"));
  }

  private static void keepPolicies(Draft draft) {
    Value written = draft.written(SCHEMA);
    if (draft.creating() || !policiesIgnored(draft) || !written.isPresent()) {
      return;
    }
    JsonNode old = Columns.read(draft.old(SCHEMA));
    JsonNode now = Columns.read(written);
    if (old.isArray() && now.isArray()) {
      String merged = new String(JsonTree.write(merged(old, now)), StandardCharsets.UTF_8);
      draft.set(SCHEMA, NormalForms.of("google_bigquery_table", SCHEMA, Value.text(merged)));
    }
  }

  private static JsonNode merged(JsonNode old, JsonNode now) {
    Map<String, JsonNode> before = byName(old);
    ArrayNode columns = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : now) {
      JsonNode stored = before.get(each.path("name").asText());
      if (!(each instanceof ObjectNode) || stored == null) {
        columns.add(each);
        continue;
      }
      ObjectNode column = each.deepCopy();
      if (!column.has("dataPolicies") && stored.has("dataPolicies")) {
        column.set("dataPolicies", stored.get("dataPolicies"));
      }
      if (column.path("fields").isArray() && stored.path("fields").isArray()) {
        column.set("fields", merged(stored.get("fields"), column.get("fields")));
      }
      columns.add(column);
    }
    return columns;
  }

  private static void keepAdded(Draft draft) {
    if (draft.creating()
        || !draft.now("ignore_auto_generated_schema").isTrue()
        || !draft.changes(SCHEMA)) {
      return;
    }
    JsonNode old = Columns.read(draft.old(SCHEMA));
    JsonNode now = Columns.read(draft.now(SCHEMA));
    Map<String, JsonNode> wanted = byName(now);
    ArrayNode asked = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : old) {
      if (wanted.containsKey(each.path("name").asText())) {
        asked.add(each);
      }
    }
    if (asked.size() < old.size() && Columns.same(asked, now, true, false)) {
      draft.set(SCHEMA, draft.old(SCHEMA));
    }
  }

  private static void columns(Draft draft) {
    if (draft.creating() || !draft.changes(SCHEMA) || !draft.now(SCHEMA).isPresent()) {
      return;
    }
    boolean external = !draft.now("external_data_configuration").isZero();
    JsonNode old = Columns.read(draft.old(SCHEMA));
    JsonNode now = Columns.read(draft.now(SCHEMA));
    if (!old.equals(now) && !changeable(old, now, external, true)) {
      draft.forceNew(SCHEMA);
    }
  }

  /** True when the API can turn the one list of columns into the other. */
  private static boolean changeable(JsonNode old, JsonNode now, boolean external, boolean top) {
    if (!old.isArray() || !now.isArray()) {
      return false;
    }
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
    return dropped == 0 || now.size() == before.size() - dropped;
  }

  private static boolean columnChangeable(JsonNode old, JsonNode now, boolean external) {
    boolean typed = Columns.keys(old, now).contains("type");
    if (typed && (!old.hasNonNull("type") || !now.hasNonNull("type"))) {
      return true;
    }
    if ((typed && !Columns.sameType(old, now))
        || !modeAllowed(Columns.mode(old), Columns.mode(now))) {
      return false;
    }
    return !Columns.keys(old, now).contains("fields")
        || changeable(old.path("fields"), now.path("fields"), external, false);
  }

  private static Map<String, JsonNode> byName(JsonNode columns) {
    Map<String, JsonNode> named = new LinkedHashMap<>();
    columns.forEach(column -> named.put(column.path("name").asText(), column));
    return named;
  }

  /** A column may become optional, never required or repeated. */
  private static boolean modeAllowed(String old, String now) {
    return old.equals(now) || (old.equals("REQUIRED") && now.equals("NULLABLE"));
  }
}
