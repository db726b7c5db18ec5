package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads Terraform's JSON configuration syntax as far as a synthesized stack uses it. */
final class ConfigurationReader {

  /** Meta-arguments: Terraform's own, no attributes of the object. */
  private static final Set<String> META =
      Set.of("//", "depends_on", "lifecycle", "provider", "count", "for_each", "connection");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ConfigurationReader() {}

  static Plan read(JsonNode document) {
    if (!document.has("terraform") && !document.has("resource")) {
      throw new PlanFormatException(
          "this is not a synthesized stack: it has neither a terraform nor a resource part");
    }
    List<ResourceChange> changes = new ArrayList<>();
    Map<String, String> blockOf = new HashMap<>();
    for (Map.Entry<String, JsonNode> type : document.path("resource").properties()) {
      for (Map.Entry<String, JsonNode> resource : type.getValue().properties()) {
        ResourceChange change = change(type.getKey(), resource.getKey(), resource.getValue());
        changes.add(change);
        blockOf.put(change.address().text(), providerBlock(type.getKey(), resource.getValue()));
      }
    }
    return new Plan(
        "synth",
        changes,
        Map.of(),
        new ProviderSettings(blockOf, providers(document.path("provider"))),
        true,
        Arguments.ofStack(document.path("resource")));
  }

  private static ResourceChange change(String type, String name, JsonNode body) {
    ObjectNode values = JSON.objectNode();
    ObjectNode unknown = JSON.objectNode();
    for (Map.Entry<String, JsonNode> field : body.properties()) {
      if (!META.contains(field.getKey())) {
        split(field.getKey(), field.getValue(), values, unknown);
      }
    }
    return new ResourceChange(
        new Address(type + "." + name),
        Optional.empty(),
        type,
        name,
        "",
        true,
        Action.CREATE,
        List.of("create"),
        Values.NONE,
        new Values(values, unknown, Values.NONE.values()),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** Puts a value into the tree of values or, where it refers to something, of unknowns. */
  private static void split(String key, JsonNode value, ObjectNode values, ObjectNode unknown) {
    if (isReference(value)) {
      unknown.put(key, true);
    } else if (value.isObject()) {
      ObjectNode inner = values.putObject(key);
      ObjectNode innerUnknown = unknown.putObject(key);
      value.properties().forEach(e -> split(e.getKey(), e.getValue(), inner, innerUnknown));
    } else if (value.isArray()) {
      ArrayNode inner = values.putArray(key);
      ArrayNode innerUnknown = unknown.putArray(key);
      for (JsonNode element : value) {
        ObjectNode one = JSON.objectNode();
        ObjectNode oneUnknown = JSON.objectNode();
        split("_", element, one, oneUnknown);
        inner.add(one.has("_") ? one.get("_") : JSON.nullNode());
        innerUnknown.add(oneUnknown.has("_") ? oneUnknown.get("_") : JSON.booleanNode(false));
      }
    } else {
      values.set(key, value);
    }
  }

  private static boolean isReference(JsonNode value) {
    if (!value.isTextual()) {
      return false;
    }
    // $${ and %%{ are Terraform's escapes of the literal text.
    String text = value.textValue().replace("$${", "").replace("%%{", "");
    return text.contains("${") || text.contains("%{");
  }

  private static String providerBlock(String type, JsonNode body) {
    String written = body.path("provider").asText("");
    return written.isEmpty() ? type.substring(0, Math.max(0, type.indexOf('_'))) : written;
  }

  private static Map<String, Map<String, String>> providers(JsonNode providers) {
    Map<String, Map<String, String>> settings = new HashMap<>();
    for (Map.Entry<String, JsonNode> provider : providers.properties()) {
      JsonNode blocks = provider.getValue();
      for (JsonNode block : blocks.isArray() ? blocks : JSON.arrayNode().add(blocks)) {
        Map<String, String> constants = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : block.properties()) {
          if (field.getValue().isTextual() && !isReference(field.getValue())) {
            constants.put(field.getKey(), field.getValue().textValue());
          }
        }
        String alias = constants.get("alias");
        settings.put(
            alias == null ? provider.getKey() : provider.getKey() + "." + alias,
            Map.copyOf(constants));
      }
    }
    return settings;
  }
}
