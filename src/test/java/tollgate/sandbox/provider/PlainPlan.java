package tollgate.sandbox.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.Value;

/** A planned value as JSON that can be compared: no nulls, no empty blocks, sets in order. */
final class PlainPlan {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private PlainPlan() {}

  static JsonNode of(Block block, Value value) {
    ObjectNode plain = JSON.objectNode();
    if (!(value instanceof Value.Fields fields)) {
      return plain;
    }
    for (Map.Entry<String, Value> each : new TreeMap<>(fields.values()).entrySet()) {
      Value given = each.getValue();
      NestedBlock nested = block.blocks().get(each.getKey());
      boolean noBlock = nested != null && !given.isUnknown() && given.isZero();
      if (!given.isNull() && !noBlock) {
        plain.set(each.getKey(), nested == null ? json(given) : blocks(nested, given));
      }
    }
    return plain;
  }

  private static JsonNode blocks(NestedBlock nested, Value given) {
    if (given.isUnknown()) {
      return json(given);
    }
    if (given instanceof Value.Fields) {
      return of(nested.block(), given);
    }
    List<JsonNode> items = new ArrayList<>();
    given.items().forEach(each -> items.add(of(nested.block(), each)));
    return array(items, given instanceof Value.Members);
  }

  private static JsonNode json(Value value) {
    if (value.isUnknown()) {
      return JSON.textNode("(unknown)");
    }
    if (value instanceof Value.Bool bool) {
      return JSON.booleanNode(bool.value());
    }
    if (value instanceof Value.Numeric number) {
      return JSON.textNode("number " + number.value().toPlainString());
    }
    if (value instanceof Value.Fields fields) {
      ObjectNode object = JSON.objectNode();
      new TreeMap<>(fields.values())
          .forEach(
              (name, each) -> {
                if (!each.isNull()) {
                  object.set(name, json(each));
                }
              });
      return object;
    }
    if (value instanceof Value.Text text) {
      return JSON.textNode(text.value());
    }
    List<JsonNode> items = new ArrayList<>();
    value.items().forEach(each -> items.add(json(each)));
    return array(items, value instanceof Value.Members);
  }

  private static JsonNode array(List<JsonNode> items, boolean sorted) {
    if (sorted) {
      items.sort(Comparator.comparing(JsonNode::toString));
    }
    ArrayNode array = JSON.arrayNode();
    array.addAll(items);
    return array;
  }

  /** Summary and detail in one line. */
  static String sentence(String summary, String detail) {
    String both = detail.isEmpty() ? summary : summary + " | " + detail;
    return both.replaceAll("\\s+", " ").strip();
  }
}
