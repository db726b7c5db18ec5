package tollgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Schema;

/**
 * A rule's case as users have it: the plan that {@code terraform show -json} would print for its
 * configuration, and a tollgate.yaml with what its policy says.
 */
final class PlannedCase {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private PlannedCase() {}

  /** The plan of a case, which is a plan already or a configuration to make one from. */
  static JsonNode plan(JsonNode document) {
    if (document.has("resource_changes")) {
      ObjectNode plan = document.deepCopy();
      plan.remove("tollgate");
      return plan;
    }
    ObjectNode plan = NODES.objectNode();
    plan.put("format_version", "1.2").put("terraform_version", "1.14.3");
    ArrayNode changes = plan.putArray("resource_changes");
    ObjectNode root = plan.putObject("configuration").putObject("root_module");
    ArrayNode configured = root.putArray("resources");
    for (Map.Entry<String, JsonNode> type : document.path("resource").properties()) {
      for (Map.Entry<String, JsonNode> resource : type.getValue().properties()) {
        changes.add(created(type.getKey(), resource.getKey(), resource.getValue()));
        configured.add(configured(type.getKey(), resource.getKey(), resource.getValue()));
      }
    }
    return plan;
  }

  private static ObjectNode created(String type, String name, JsonNode body) {
    Block block = Schema.google().resource(type).orElseThrow().block();
    ObjectNode node = NODES.objectNode();
    node.put("address", type + "." + name)
        .put("mode", "managed")
        .put("type", type)
        .put("name", name)
        .put("provider_name", "registry.terraform.io/hashicorp/google");
    ObjectNode change = node.putObject("change");
    change.putArray("actions").add("create");
    change.putNull("before");
    ObjectNode after = change.putObject("after");
    ObjectNode unknown = change.putObject("after_unknown");
    fill(block, body, after, unknown);
    return node;
  }

  /** As the provider does: defaults are set, what it computes is unknown, blocks are lists. */
  private static void fill(Block block, JsonNode body, ObjectNode after, ObjectNode unknown) {
    for (Attribute attribute : block.attributes().values()) {
      JsonNode written = body.path(attribute.name());
      if (isReference(written)) {
        unknown.put(attribute.name(), true);
      } else if (!written.isMissingNode() && !attribute.writeOnly()) {
        known(attribute.name(), written, after, unknown);
      } else if (attribute.defaultValue().isPresent()) {
        after.set(attribute.name(), attribute.defaultValue().get());
      } else if (attribute.computed()) {
        unknown.put(attribute.name(), true);
      } else {
        after.putNull(attribute.name());
      }
    }
    for (NestedBlock nested : block.blocks().values()) {
      ArrayNode values = NODES.arrayNode();
      ArrayNode unknowns = NODES.arrayNode();
      JsonNode written = body.path(nested.name());
      for (JsonNode one : written.isObject() ? NODES.arrayNode().add(written) : written) {
        ObjectNode inner = values.addObject();
        fill(nested.block(), one, inner, unknowns.addObject());
      }
      if (isReference(written) || (values.isEmpty() && nested.computed())) {
        unknown.put(nested.name(), true);
      } else {
        after.set(nested.name(), values);
        unknown.set(nested.name(), unknowns);
      }
    }
  }

  private static void known(String name, JsonNode value, ObjectNode after, ObjectNode unknown) {
    if (value.isArray()) {
      ArrayNode values = after.putArray(name);
      ArrayNode unknowns = unknown.putArray(name);
      for (JsonNode each : value) {
        values.add(isReference(each) ? NODES.nullNode() : each);
        unknowns.add(isReference(each));
      }
    } else if (value.isObject()) {
      ObjectNode values = after.putObject(name);
      ObjectNode unknowns = unknown.putObject(name);
      value.properties().forEach(each -> known(each.getKey(), each.getValue(), values, unknowns));
    } else if (isReference(value)) {
      unknown.put(name, true);
    } else {
      after.set(name, value);
    }
  }

  private static ObjectNode configured(String type, String name, JsonNode body) {
    ObjectNode node = NODES.objectNode();
    node.put("address", type + "." + name).put("mode", "managed").put("type", type);
    node.put("name", name).put("provider_config_key", "google");
    node.set("expressions", expressions(body));
    return node;
  }

  private static JsonNode expressions(JsonNode body) {
    ObjectNode expressions = NODES.objectNode();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      JsonNode value = field.getValue();
      if (value.isObject()) {
        expressions.set(field.getKey(), expressions(value));
      } else if (value.isArray() && value.path(0).isObject()) {
        ArrayNode blocks = expressions.putArray(field.getKey());
        value.forEach(each -> blocks.add(expressions(each)));
      } else if (isReference(value)) {
        String path = value.textValue().replaceAll("^\\$\\{|\\}$", "");
        ArrayNode references = expressions.putObject(field.getKey()).putArray("references");
        references.add(path).add(path.replaceFirst("\\.[^.]*$", ""));
      } else {
        expressions.putObject(field.getKey()).set("constant_value", value);
      }
    }
    return expressions;
  }

  private static boolean isReference(JsonNode value) {
    return value.isTextual() && value.textValue().contains("${");
  }

  /** Settings that hold the case's policy, and the rule's bad state for a denial. */
  static String settings(JsonNode document, String rule) throws IOException {
    JsonNode own = document.path("tollgate");
    ObjectNode settings = NODES.objectNode();
    settings.put("project", "acme-data-dev").put("region", "us-central1");
    settings.put("data_location", "US").put("owner", "data-team@acme.example");
    ObjectNode budget = settings.putObject("budget");
    budget.put("monthly", own.path("budget").asText("100000") + " USD");
    if (own.has("increase")) {
      budget.put("increase", own.path("increase").asText() + " USD");
    }
    if (own.has("percent")) {
      budget.put("increase_percent", own.path("percent").asInt());
    }
    ObjectNode stacks = NODES.objectNode();
    own.path("stacks")
        .properties()
        .forEach(each -> stacks.put(each.getKey(), each.getValue().asText() + " USD"));
    if (!stacks.isEmpty()) {
      budget.set("stacks", stacks);
    }
    ObjectNode policy = settings.putObject("policy");
    policy.putObject("severities").put(rule, "deny");
    for (Iterator<String> names = own.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (own.path(name).isArray()) {
        policy.set(name, own.path(name));
      }
    }
    // JSON is YAML.
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings);
  }

  /** Writes both files of a case into a directory, and returns what they were made from. */
  static JsonNode write(Path file, String rule, Path directory) throws IOException {
    JsonNode document = JSON.readTree(file.toFile());
    Files.write(directory.resolve("plan.json"), JSON.writeValueAsBytes(plan(document)));
    Files.writeString(directory.resolve("gate.yaml"), settings(document, rule));
    return document;
  }
}
