package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the configuration part of a plan says about each object's arguments: whether one was written
 * at all, and which objects it refers to. A plan marks both a forgotten argument and a reference as
 * unknown; only the configuration tells them apart.
 */
public final class Arguments {

  /** Whether somebody wrote an argument. */
  public enum Written {
    YES,
    NO,
    /** No configuration part, or a dynamic block, which the configuration part leaves out. */
    UNSURE
  }

  /** For plans without a configuration part. */
  public static final Arguments NONE = new Arguments(Map.of());

  private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^{}]*)}");
  private static final int DEEPEST_MODULE = 50;

  /** By address without instance keys. */
  private final Map<String, Configured> resources;

  private record Configured(String module, JsonNode expressions, JsonNode after) {}

  private Arguments(Map<String, Configured> resources) {
    this.resources = Map.copyOf(resources);
  }

  static Arguments of(JsonNode configuration) {
    Map<String, Configured> resources = new HashMap<>();
    collect(configuration.path("root_module"), "", resources, 0);
    return new Arguments(resources);
  }

  /** From the {@code resource} part of a synthesized stack, whose values are what is written. */
  static Arguments ofStack(JsonNode types) {
    Map<String, Configured> resources = new HashMap<>();
    for (Map.Entry<String, JsonNode> type : types.properties()) {
      for (Map.Entry<String, JsonNode> one : type.getValue().properties()) {
        resources.put(
            type.getKey() + "." + one.getKey(),
            new Configured("", expressions(one.getValue()), one.getValue().path("depends_on")));
      }
    }
    return new Arguments(resources);
  }

  /** The same tree as a plan's configuration part has: blocks as they are, values as references. */
  private static JsonNode expressions(JsonNode value) {
    if (value.isObject()) {
      ObjectNode block = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(e -> block.set(e.getKey(), expressions(e.getValue())));
      return block;
    }
    if (value.isArray() && value.path(0).isObject()) {
      ArrayNode blocks = JsonNodeFactory.instance.arrayNode();
      value.forEach(block -> blocks.add(expressions(block)));
      return blocks;
    }
    ObjectNode expression = JsonNodeFactory.instance.objectNode();
    ArrayNode references = expression.putArray("references");
    for (JsonNode text :
        value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value)) {
      Matcher matcher = REFERENCE.matcher(text.asText());
      while (matcher.find()) {
        references.add(matcher.group(1).strip());
      }
    }
    return expression;
  }

  private static void collect(
      JsonNode module, String prefix, Map<String, Configured> into, int depth) {
    if (depth > DEEPEST_MODULE) {
      return;
    }
    for (JsonNode resource : module.path("resources")) {
      into.put(
          prefix + resource.path("address").asText(),
          new Configured(prefix, resource.path("expressions"), resource.path("depends_on")));
    }
    for (Map.Entry<String, JsonNode> call : module.path("module_calls").properties()) {
      collect(
          call.getValue().path("module"),
          prefix + "module." + call.getKey() + ".",
          into,
          depth + 1);
    }
  }

  Written written(ResourceChange change, String path) {
    Configured configured = resources.get(change.address().configured());
    if (configured == null) {
      return Written.UNSURE;
    }
    JsonNode at = configured.expressions();
    StringBuilder walked = new StringBuilder();
    for (String part : path.split("\\.", -1)) {
      if (isExpression(at)) {
        return Written.UNSURE;
      }
      JsonNode next = step(at, part);
      if (next.isMissingNode()) {
        boolean dynamic = change.after().has(walked.append(part).toString());
        return dynamic ? Written.UNSURE : Written.NO;
      }
      at = next;
      walked.append(part).append('.');
    }
    return Written.YES;
  }

  /** Addresses, without instance keys, of what an argument or a whole block refers to. */
  Set<String> references(ResourceChange change, String path) {
    Configured configured = resources.get(change.address().configured());
    Set<String> found = new TreeSet<>();
    if (configured != null) {
      JsonNode at = configured.expressions();
      for (String part : path.isEmpty() ? new String[0] : path.split("\\.", -1)) {
        at = step(at, part);
      }
      gather(at, configured.module(), found);
    }
    return found;
  }

  /** Addresses, without instance keys, of what an object refers to or has to wait for. */
  Set<String> needs(ResourceChange change) {
    Set<String> found = new TreeSet<>(references(change, ""));
    Configured configured = resources.get(change.address().configured());
    if (configured != null) {
      configured
          .after()
          .forEach(
              address -> found.add(configured.module() + InstanceKeys.without(address.asText())));
    }
    return found;
  }

  private static void gather(JsonNode node, String module, Set<String> into) {
    for (JsonNode reference : node.path("references")) {
      into.add(module + InstanceKeys.without(reference.asText()));
    }
    for (JsonNode child : node) {
      if (child.isContainerNode()) {
        gather(child, module, into);
      }
    }
  }

  private static JsonNode step(JsonNode at, String part) {
    if (!at.isArray()) {
      return part.equals("0") && at.isObject() && !at.has(part) ? at : at.path(part);
    }
    boolean index =
        !part.isEmpty() && part.length() < 7 && part.chars().allMatch(c -> c >= '0' && c <= '9');
    return index ? at.path(Integer.parseInt(part)) : at.path(0).path(part);
  }

  private static boolean isExpression(JsonNode node) {
    return node.has("references") || node.has("constant_value");
  }
}
