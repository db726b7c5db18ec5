package tollgate.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/**
 * One configuration in Terraform's JSON, as CDKTF writes it: its blocks of the google provider by
 * address. Resources of other providers are named but not looked into.
 */
final class Configuration {
  /**
   * A resource or data source.
   *
   * @param type empty when the schema does not know it, or another provider's
   */
  record Item(
      String address, String typeName, boolean data, JsonNode body, Optional<ResourceSchema> type) {
    /** True when it is made by the google provider and by no other, beta included. */
    boolean google() {
      return typeName.startsWith("google_") && provider().equals("google");
    }

    /** The provider's name in this configuration, without an alias. */
    String provider() {
      String named = providerReference();
      int dot = named.indexOf('.');
      return dot < 0 ? named : named.substring(0, dot);
    }

    /** The provider that is asked for, perhaps with an alias: {@code google.europe}. */
    String providerReference() {
      String named = body.path("provider").asText();
      if (named.startsWith("${") && named.endsWith("}")) {
        named = named.substring(2, named.length() - 1);
      }
      return named.isEmpty() ? typeName.split("_", 2)[0] : named;
    }
  }

  private final Map<String, Item> items = new LinkedHashMap<>();
  private final List<JsonNode> providers;
  private final Set<String> otherTypes = new HashSet<>();
  private final JsonNode root;

  Configuration(Schema schema, JsonNode root) {
    this.root = root;
    this.providers = oneOrMany(root.path("provider").path("google"));
    read(schema, "resource", false);
    read(schema, "data", true);
  }

  private void read(Schema schema, String section, boolean data) {
    for (Map.Entry<String, JsonNode> type : root.path(section).properties()) {
      String name = type.getKey();
      Optional<ResourceSchema> known = data ? schema.dataSource(name) : schema.resource(name);
      for (Map.Entry<String, JsonNode> each : type.getValue().properties()) {
        String address = (data ? "data." : "") + name + "." + each.getKey();
        JsonNode body = each.getValue().isArray() ? each.getValue().path(0) : each.getValue();
        Item item = new Item(address, name, data, body, known);
        items.put(address, item.google() ? item : new Item(address, name, data, body, empty()));
        if (!item.google()) {
          otherTypes.add(name);
        }
      }
    }
  }

  private static Optional<ResourceSchema> empty() {
    return Optional.empty();
  }

  /** Resources and data sources of all providers, by address. */
  Map<String, Item> items() {
    return items;
  }

  /** The bodies of the google provider's blocks. */
  List<JsonNode> providers() {
    return providers;
  }

  /** Whether a variable is declared. */
  boolean declaresVariable(String name) {
    return root.path("variable").has(name);
  }

  /** Whether a variable's value may be kept nowhere. */
  boolean isEphemeral(String name) {
    JsonNode variable = root.path("variable").path(name);
    return (variable.isArray() ? variable.path(0) : variable).path("ephemeral").asBoolean();
  }

  /** Bodies of outputs, by address. */
  Map<String, JsonNode> outputs() {
    Map<String, JsonNode> outputs = new HashMap<>();
    root.path("output")
        .properties()
        .forEach(e -> outputs.put("output." + e.getKey(), e.getValue()));
    return outputs;
  }

  static List<JsonNode> oneOrMany(JsonNode node) {
    List<JsonNode> bodies = new ArrayList<>();
    if (node.isArray()) {
      node.forEach(bodies::add);
    } else if (node.isObject()) {
      bodies.add(node);
    }
    return bodies;
  }
}
