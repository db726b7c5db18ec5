package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Schema;

/** Compares two plans attribute by attribute: sets without order, known and unknown together. */
public final class PlanComparison {
  private final List<String> differences = new ArrayList<>();
  private int matched;

  /** Lines that tell where the plans differ, and what each of them says. */
  public List<String> differences() {
    return differences;
  }

  public int matched() {
    return matched;
  }

  /** How an actual plan differs from the expected one. */
  public static PlanComparison of(JsonNode expected, JsonNode actual) {
    PlanComparison comparison = new PlanComparison();
    comparison.compare(expected, actual);
    return comparison;
  }

  private void compare(JsonNode expected, JsonNode actual) {
    Map<String, JsonNode> wanted = byAddress(expected);
    Map<String, JsonNode> found = byAddress(actual);
    TreeSet<String> addresses = new TreeSet<>(wanted.keySet());
    found.forEach(
        (address, change) -> {
          if (!isNoOp(change)) {
            addresses.add(address);
          }
        });
    for (String address : addresses) {
      JsonNode one = wanted.getOrDefault(address, MissingNode.getInstance());
      JsonNode other = found.getOrDefault(address, MissingNode.getInstance());
      if (other.isMissingNode() && isNoOp(one)) {
        matched++;
        continue;
      }
      resource(address, one, other);
    }
  }

  private static boolean isNoOp(JsonNode change) {
    return change.path("change").path("actions").toString().equals("[\"no-op\"]");
  }

  private void resource(String address, JsonNode expected, JsonNode actual) {
    JsonNode one = expected.path("change");
    JsonNode other = actual.path("change");
    leaf(address + " actions", one.path("actions").toString(), other.path("actions").toString());
    leaf(address + " replace_paths", paths(one), paths(other));
    leaf(
        address + " action_reason",
        expected.path("action_reason").asText(),
        actual.path("action_reason").asText());
    if (!expected.path("mode").asText().equals("managed")) {
      return;
    }
    Block block =
        Schema.google()
            .resource(expected.path("type").asText())
            .map(type -> type.block())
            .orElseGet(() -> new Block(Map.of(), Map.of(), false));
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> found = new TreeMap<>();
    flatten(block, one.path("after"), one.path("after_unknown"), "", wanted);
    flatten(block, other.path("after"), other.path("after_unknown"), "", found);
    TreeSet<String> all = new TreeSet<>(wanted.keySet());
    all.addAll(found.keySet());
    for (String each : all) {
      leaf(
          address + "." + each,
          wanted.getOrDefault(each, "(absent)"),
          found.getOrDefault(each, "(absent)"));
    }
    leaf(
        address + " after_sensitive",
        canonical(one.path("after_sensitive")),
        canonical(other.path("after_sensitive")));
  }

  private void leaf(String where, String expected, String actual) {
    if (expected.equals(actual)) {
      matched++;
    } else {
      differences.add("%s: real %s, sandbox %s".formatted(where, expected, actual));
    }
  }

  private static String paths(JsonNode change) {
    TreeSet<String> sorted = new TreeSet<>();
    change.path("replace_paths").forEach(path -> sorted.add(path.toString()));
    return sorted.toString();
  }

  private static void flatten(
      Block block, JsonNode known, JsonNode unknown, String path, Map<String, String> into) {
    TreeSet<String> names = new TreeSet<>(block.attributes().keySet());
    names.addAll(block.blocks().keySet());
    for (String name : names) {
      JsonNode value = known.path(name);
      JsonNode hidden = unknown.path(name);
      String at = path + name;
      if (hidden.isBoolean() && hidden.asBoolean()) {
        into.put(at, "(unknown)");
      } else if (block.blocks().containsKey(name)
          && block.block(name).orElseThrow().nesting() != NestedBlock.Nesting.SET
          && (value.isArray() || value.isObject())) {
        NestedBlock nested = block.block(name).orElseThrow();
        if (value.isArray()) {
          into.put(at + ".#", String.valueOf(value.size()));
          for (int i = 0; i < value.size(); i++) {
            flatten(nested.block(), value.get(i), hidden.path(i), at + "." + i + ".", into);
          }
        } else {
          flatten(nested.block(), value, hidden, at + ".", into);
        }
      } else {
        boolean set =
            block.blocks().containsKey(name)
                || block.attribute(name).orElseThrow().type().path(0).asText().equals("set");
        into.put(at, merged(value, hidden, set));
      }
    }
  }

  /** Known and unknown parts in one text; of a set in sorted order. */
  private static String merged(JsonNode known, JsonNode unknown, boolean sorted) {
    if (unknown.isBoolean() && unknown.asBoolean()) {
      return "(unknown)";
    }
    if (known.isArray()) {
      List<String> items = new ArrayList<>();
      for (int i = 0; i < Math.max(known.size(), unknown.size()); i++) {
        items.add(merged(known.path(i), unknown.path(i), sorted));
      }
      if (sorted) {
        items.sort(null);
      }
      return items.toString();
    }
    if (known.isObject() || unknown.isObject()) {
      TreeMap<String, String> members = new TreeMap<>();
      known
          .fieldNames()
          .forEachRemaining(
              name -> members.put(name, merged(known.path(name), unknown.path(name), sorted)));
      unknown
          .fieldNames()
          .forEachRemaining(
              name ->
                  members.putIfAbsent(name, merged(known.path(name), unknown.path(name), sorted)));
      members.values().removeIf(value -> value.equals("(none)"));
      return members.toString();
    }
    return known.isMissingNode() ? "(none)" : known.toString();
  }

  private static String canonical(JsonNode json) {
    if (json.isObject()) {
      TreeMap<String, String> members = new TreeMap<>();
      json.properties().forEach(each -> members.put(each.getKey(), canonical(each.getValue())));
      members.values().removeIf(value -> value.equals("false") || value.matches("[\\[\\]{}, ]*"));
      return members.toString();
    }
    if (json.isArray()) {
      List<String> items = new ArrayList<>();
      json.forEach(each -> items.add(canonical(each)));
      items.sort(null);
      return items.toString();
    }
    return json.toString();
  }

  private static Map<String, JsonNode> byAddress(JsonNode plan) {
    Map<String, JsonNode> changes = new HashMap<>();
    for (JsonNode each : plan.path("resource_changes")) {
      changes.put(each.path("address").asText() + " " + each.path("deposed").asText().trim(), each);
    }
    return changes;
  }
}
