package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads a refresh-only plan as the plan that leads from the recorded objects to those that are
 * there: its {@code resource_drift}, and everything else as it stands.
 */
final class DriftReader {
  private static final int DEEPEST_MODULE = 50;

  private DriftReader() {}

  static Plan read(JsonNode document) {
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    Set<String> drifted = new HashSet<>();
    for (JsonNode change : document.path("resource_drift")) {
      drifted.add(object(change, "deposed"));
      changes.add(change);
    }
    standing(document.at("/prior_state/values/root_module"), drifted, changes, 0);
    ObjectNode plan = JsonNodeFactory.instance.objectNode();
    plan.set("format_version", document.path("format_version"));
    plan.set("resource_changes", changes);
    plan.set("configuration", document.path("configuration"));
    plan.set("variables", document.path("variables"));
    return PlanReader.read(plan);
  }

  private static void standing(JsonNode module, Set<String> drifted, ArrayNode into, int depth) {
    if (depth > DEEPEST_MODULE) {
      return;
    }
    for (JsonNode resource : module.path("resources")) {
      if (!drifted.contains(object(resource, "deposed_key"))) {
        into.add(unchanged(resource));
      }
    }
    for (JsonNode child : module.path("child_modules")) {
      standing(child, drifted, into, depth + 1);
    }
  }

  /** Left-over halves of replacements stand beside the object of the same address. */
  private static String object(JsonNode node, String deposed) {
    return node.path("address").asText() + " " + node.path(deposed).asText();
  }

  private static ObjectNode unchanged(JsonNode resource) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    for (String key : new String[] {"address", "mode", "type", "name", "provider_name"}) {
      node.set(key, resource.path(key));
    }
    node.set("deposed", resource.path("deposed_key"));
    ObjectNode change = node.putObject("change");
    change.putArray("actions").add("no-op");
    change.set("before", resource.path("values"));
    change.set("after", resource.path("values"));
    change.set("before_sensitive", resource.path("sensitive_values"));
    change.set("after_sensitive", resource.path("sensitive_values"));
    return node;
  }
}
