package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a configuration writes down. A plan alone does not tell an attribute that nobody wrote, and
 * that the provider fills in, from one that refers to something unknown; the configuration does.
 */
public final class Written {

  /** For plans without a configuration part. */
  static final Written NOTHING = new Written(Map.of(), false);

  private static final Pattern INSTANCE_KEY =
      Pattern.compile("\\[(?:\\d+|\"(?:[^\"\\\\]|\\\\.)*\")]");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");
  private static final JsonNode NONE = MissingNode.getInstance();

  /** Modules nested deeper than this are no honest configuration. */
  private static final int DEEPEST = 50;

  private final Map<String, JsonNode> bodies;

  /** Whether the bodies hold plain values (synthesized JSON) or a plan's expressions. */
  private final boolean plain;

  private Written(Map<String, JsonNode> bodies, boolean plain) {
    this.bodies = Map.copyOf(bodies);
    this.plain = plain;
  }

  static Written ofPlan(JsonNode configuration) {
    Map<String, JsonNode> bodies = new HashMap<>();
    collect(configuration.path("root_module"), "", bodies, 0);
    return new Written(bodies, false);
  }

  static Written ofStack(JsonNode resources) {
    Map<String, JsonNode> bodies = new HashMap<>();
    resources
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .properties()
                    .forEach(
                        one -> bodies.put(type.getKey() + "." + one.getKey(), one.getValue())));
    return new Written(bodies, true);
  }

  private static void collect(
      JsonNode module, String prefix, Map<String, JsonNode> into, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    for (JsonNode resource : module.path("resources")) {
      into.put(prefix + resource.path("address").asText(), resource.path("expressions"));
    }
    module
        .path("module_calls")
        .properties()
        .forEach(
            call ->
                collect(
                    call.getValue().path("module"),
                    prefix + "module." + call.getKey() + ".",
                    into,
                    depth + 1));
  }

  /** Whether the configuration of an object is known here at all. */
  public boolean knows(Address address) {
    return bodies.containsKey(configured(address));
  }

  /** Whether the object's configuration writes the attribute or block at a dotted path. */
  public boolean has(Address address, String path) {
    JsonNode at = at(address, path);
    return !at.isMissingNode() && !at.isNull();
  }

  /** What the attribute refers to: {@code google_service_account.mage.email}. */
  public List<String> references(Address address, String path) {
    List<String> references = new ArrayList<>();
    JsonNode at = at(address, path);
    if (plain) {
      collect(at, references);
    } else {
      at.path("references").forEach(reference -> references.add(reference.asText()));
    }
    return List.copyOf(references);
  }

  private static void collect(JsonNode value, List<String> into) {
    if (value.isTextual()) {
      Matcher matcher = REFERENCE.matcher(value.textValue());
      while (matcher.find()) {
        into.add(matcher.group(1).strip());
      }
    }
    value.forEach(child -> collect(child, into));
  }

  private JsonNode at(Address address, String path) {
    JsonNode at = bodies.getOrDefault(configured(address), NONE);
    for (String part : path.split("\\.", -1)) {
      if (at.isArray()) {
        boolean index = !part.isEmpty() && part.chars().allMatch(Character::isDigit);
        at = at.path(index && part.length() < 7 ? Integer.parseInt(part) : 0);
        if (index) {
          continue;
        }
      }
      // One expression stands for everything below it: a whole object from a variable, say.
      if (isExpression(at)) {
        return at;
      }
      at = at.path(part);
    }
    return at;
  }

  private boolean isExpression(JsonNode node) {
    return plain ? node.isTextual() : node.has("references") || node.has("constant_value");
  }

  /** The address in the configuration: without any instance key, in modules too. */
  private static String configured(Address address) {
    return INSTANCE_KEY.matcher(address.text()).replaceAll("");
  }
}
