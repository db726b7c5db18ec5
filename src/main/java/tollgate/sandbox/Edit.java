package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import tollgate.schema.JsonTree;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** A change to an object's attribute, as somebody would make it in the console. */
public record Edit(String attribute, String value) {
  private static final Set<String> FIXED = Set.of("id", "name", "project", "self_link");

  /** Copies of the labels that the provider keeps; what changes one changes all. */
  private static final String LABELS = "labels";

  /**
   * An edit as it is written: {@code settings.0.tier=db-g1-small}.
   *
   * @throws IllegalArgumentException with a sentence when it is not of that form
   */
  public static Edit parse(String text) {
    int sign = text.indexOf('=');
    if (sign <= 0) {
      throw new IllegalArgumentException(
          "\"%s\" is no change: write ATTRIBUTE=VALUE, labels.team=data say.".formatted(text));
    }
    return new Edit(text.substring(0, sign), text.substring(sign + 1));
  }

  /**
   * The object's attributes after the edit.
   *
   * @throws IllegalArgumentException with a sentence when there is no such attribute, or the value
   *     does not suit it
   */
  public JsonNode apply(SandboxObject object) {
    ResourceSchema schema =
        Schema.google()
            .resource(object.type())
            .orElseThrow(() -> new IllegalArgumentException("No type " + object.type() + "."));
    if (FIXED.contains(attribute)) {
      throw new IllegalArgumentException(
          "The %s of a %s cannot change: `tollgate sandbox rm` takes it away."
              .formatted(attribute, object.type()));
    }
    Value state = JsonValues.read(schema.block(), object.state());
    Value changed = put(Type.of(schema.block()), state, attribute);
    if (attribute.startsWith(LABELS + ".") && !changed.at("effective_labels").isNull()) {
      changed = put(Type.of(schema.block()), changed, "effective_" + attribute);
    }
    try {
      return JsonTree.read(JsonValues.write(changed));
    } catch (IOException impossible) {
      throw new IllegalStateException("what was just written cannot be read", impossible);
    }
  }

  private Value put(Type whole, Value state, String dotted) {
    Type type = whole;
    Value at = state;
    Path path = Path.ROOT;
    for (String part : dotted.split("\\.", -1)) {
      if (type instanceof Type.ObjectOf object && object.members().containsKey(part)) {
        type = object.members().get(part);
        path = path.name(part);
        at = at.at(part);
      } else if (type instanceof Type.MapOf map) {
        if (at.isNull()) {
          state = path.put(state, new Value.Fields(Map.of()));
        }
        type = map.element();
        path = path.key(part);
        at = at.at(part);
      } else if (items(type) != type && part.matches("\\d{1,4}")) {
        int index = Integer.parseInt(part);
        if (index >= at.items().size()) {
          throw new IllegalArgumentException(
              "There is no %s: it has %d.".formatted(dotted, at.items().size()));
        }
        type = items(type);
        path = path.index(index);
        at = at.items().get(index);
      } else {
        throw new IllegalArgumentException(
            "There is no attribute %s: \"%s\" leads nowhere. `tollgate sandbox status --format json` shows what there is."
                .formatted(dotted, part));
      }
    }
    return path.put(state, typed(type));
  }

  /** The element of a list or set; of anything else the type itself. */
  private static Type items(Type type) {
    if (type instanceof Type.ListOf list) {
      return list.element();
    }
    return type instanceof Type.SetOf set ? set.element() : type;
  }

  private Value typed(Type type) {
    if (value.equals("null")) {
      return Values.NULL;
    }
    try {
      JsonNode json =
          type == Type.Scalar.STRING
              ? JsonNodeFactory.instance.textNode(value)
              : JsonTree.read(value.getBytes(StandardCharsets.UTF_8));
      boolean suits =
          type == Type.Scalar.STRING
              || (type == Type.Scalar.BOOL && json.isBoolean())
              || (type == Type.Scalar.NUMBER && json.isNumber())
              || (type == Type.Scalar.DYNAMIC)
              || (items(type) != type && json.isArray())
              || ((type instanceof Type.MapOf || type instanceof Type.ObjectOf) && json.isObject());
      if (suits) {
        return JsonValues.read(type, json);
      }
    } catch (IOException notJson) {
      throw new IllegalArgumentException(unsuited(), notJson);
    }
    throw new IllegalArgumentException(unsuited());
  }

  private String unsuited() {
    return "\"%s\" does not suit %s: anything but a text is written as JSON."
        .formatted(value, attribute);
  }
}
