package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Relations;
import tollgate.schema.ResourceSchema;

/** Arguments for a resource of any type, made from its schema: as few as it takes, or as many. */
final class GeneratedConfiguration {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** One of these matches each pattern in the schema file. */
  private static final List<String> CANDIDATES =
      List.of(
          "sandbox1",
          "global",
          "sandbox.example.com",
          "dc_sandbox",
          "10s",
          "folder/",
          "projects/123",
          "projects/p-sandbox/global/networks/default",
          "projects/p-sandbox/locations/us/agents/a1",
          "a-b@p-sandbox.iam.gserviceaccount.com",
          "projects/p-sandbox/serviceAccounts/a-bcdef@p-sandbox.iam.gserviceaccount.com",
          "composer-2.9.7-airflow-2.9.3");

  private final ResourceSchema type;
  private final boolean rich;
  private final Set<String> chosen = new HashSet<>();
  private final Set<String> excluded = new HashSet<>();

  private GeneratedConfiguration(ResourceSchema type, boolean rich) {
    this.type = type;
    this.rich = rich;
  }

  /** Arguments in Terraform's JSON. */
  static ObjectNode of(ResourceSchema type, boolean rich) {
    ObjectNode arguments =
        new GeneratedConfiguration(type, rich).block(type.block(), "", "", false);
    type.block()
        .attribute("deletion_protection")
        .filter(each -> each.settable() && each.type().asText().equals("bool"))
        .ifPresent(each -> arguments.put("deletion_protection", false));
    // Generated resources do not depend on one another, so they go in any order.
    for (String contents : List.of("force_destroy", "delete_contents_on_destroy")) {
      if (type.block().attribute(contents).isPresent()) {
        arguments.put(contents, true);
      }
    }
    if (type.type().equals("google_compute_firewall")) {
      arguments.putArray("source_ranges").add("10.0.0.0/8");
    }
    // Only an existing gateway can drain addresses.
    arguments.remove("drain_nat_ips");
    return arguments;
  }

  private ObjectNode block(Block block, String path, String names, boolean deep) {
    ObjectNode arguments = JSON.objectNode();
    for (Attribute each : block.attributes().values()) {
      if (each.settable() && wanted(each.required(), each.relations(), path + each.name())) {
        boolean ownId = path.isEmpty() && each.name().equals("id");
        if (!ownId && !each.name().startsWith("deletion_p")) {
          arguments.set(each.name(), value(each));
        }
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      boolean needed = each.minItems() > 0;
      boolean repeats = (names + ".").contains("." + each.name() + ".");
      if (each.name().equals("timeouts") || (repeats && !needed)) {
        continue;
      }
      if (wanted(needed, each.relations(), path + each.name())
          && (needed || each.optional() || deep)) {
        ArrayNode blocks = arguments.putArray(each.name());
        for (int i = 0; i < Math.max(1, each.minItems()); i++) {
          blocks.add(
              block(
                  each.block(),
                  path + each.name() + "." + i + ".",
                  names + "." + each.name(),
                  deep));
        }
      }
    }
    return arguments;
  }

  /** Required, or the one of a group that has to be there, or allowed when many are wanted. */
  private boolean wanted(boolean required, Relations relations, String path) {
    if (excluded.contains(path)) {
      return required;
    }
    boolean group = first(relations.exactlyOneOf()) || first(relations.atLeastOneOf());
    boolean lone = relations.exactlyOneOf().isEmpty();
    boolean free =
        lone && relations.requiredWith().isEmpty() && relations.conflictsWith().isEmpty();
    if (!required && !group && !(rich && free)) {
      return false;
    }
    chosen.add(path);
    excluded.addAll(relations.conflictsWith());
    relations.exactlyOneOf().stream().filter(each -> !each.equals(path)).forEach(excluded::add);
    excluded.remove(path);
    return true;
  }

  private boolean first(List<String> group) {
    return !group.isEmpty() && group.stream().noneMatch(chosen::contains);
  }

  private JsonNode value(Attribute attribute) {
    return value(attribute.type(), attribute);
  }

  private JsonNode value(JsonNode ofType, Attribute attribute) {
    if (ofType.isArray()) {
      JsonNode element = ofType.path(1);
      switch (ofType.path(0).asText()) {
        case "map" -> {
          ObjectNode map = JSON.objectNode();
          map.set("sandbox", value(element, attribute));
          return map;
        }
        case "object" -> {
          ObjectNode object = JSON.objectNode();
          element
              .properties()
              .forEach(each -> object.set(each.getKey(), value(each.getValue(), attribute)));
          return object;
        }
        default -> {
          ArrayNode list = JSON.arrayNode();
          list.add(value(element, attribute));
          return list;
        }
      }
    }
    return switch (ofType.asText()) {
      case "bool" -> JSON.booleanNode(true);
      case "number" ->
          JSON.numberNode(
              attribute
                  .minimum()
                  .map(low -> low.max(BigDecimal.ONE))
                  .filter(
                      low -> attribute.maximum().filter(high -> low.compareTo(high) > 0).isEmpty())
                  .orElse(attribute.minimum().orElse(Texts.number(attribute.name()))));
      default -> JSON.textNode(text(attribute));
    };
  }

  private String text(Attribute attribute) {
    if (!attribute.oneOf().isEmpty()) {
      return attribute.oneOf().stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
    }
    if (attribute.pattern().isPresent()) {
      Pattern pattern = Pattern.compile(attribute.pattern().get());
      return CANDIDATES.stream()
          .filter(each -> pattern.matcher(each).find())
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalStateException(
                      "no candidate matches %s of %s".formatted(pattern, type.type())));
    }
    return Texts.of(attribute.name());
  }
}
