package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Schema;

/** What the stacks write is what the provider takes: names, required arguments, allowed values. */
class ProviderSchemaTest {
  private static final Set<String> TERRAFORMS_OWN =
      Set.of("//", "depends_on", "lifecycle", "provider", "count", "for_each");

  @ParameterizedTest
  @EnumSource
  void theProviderTakesEveryArgument(Case name) {
    List<String> faults = new ArrayList<>();
    name.synthesis()
        .resources()
        .forEach(
            (address, resource) -> {
              String type = address.substring(address.indexOf(' ') + 1, address.indexOf('.'));
              check(
                  address, Schema.google().resource(type).orElseThrow().block(), resource, faults);
            });
    assertThat(faults).isEmpty();
  }

  private static void check(String where, Block block, JsonNode value, List<String> faults) {
    for (var argument : value.properties()) {
      String path = where + " " + argument.getKey();
      Optional<Attribute> attribute = block.attribute(argument.getKey());
      Optional<NestedBlock> nested = block.block(argument.getKey());
      if (attribute.isPresent()) {
        check(path, attribute.get(), argument.getValue(), faults);
      } else if (nested.isPresent()) {
        check(path, nested.get(), argument.getValue(), faults);
      } else if (!TERRAFORMS_OWN.contains(argument.getKey())) {
        faults.add(path + " is unknown");
      }
    }
    block.attributes().values().stream()
        .filter(attribute -> attribute.required() && !value.has(attribute.name()))
        .forEach(attribute -> faults.add(where + " lacks " + attribute.name()));
    block.blocks().values().stream()
        .filter(nested -> nested.minItems() > 0 && !value.has(nested.name()))
        .forEach(nested -> faults.add(where + " lacks " + nested.name()));
  }

  private static void check(String path, NestedBlock nested, JsonNode value, List<String> faults) {
    JsonNode items = value.isArray() ? value : JsonNodeFactory.instance.arrayNode().add(value);
    if (items.size() > nested.maxItems().orElse(Integer.MAX_VALUE)) {
      faults.add(path + " is there too often");
    }
    items.forEach(item -> check(path, nested.block(), item, faults));
  }

  private static void check(String path, Attribute attribute, JsonNode value, List<String> faults) {
    if (!attribute.settable()) {
      faults.add(path + " cannot be set");
    }
    if (attribute.deprecated()) {
      faults.add(path + " is deprecated");
    }
    if (value.isTextual() && !value.asText().contains("${")) {
      if (!attribute.oneOf().isEmpty() && !attribute.oneOf().contains(value.asText())) {
        faults.add(path + " must be one of " + attribute.oneOf());
      }
      attribute
          .pattern()
          .filter(pattern -> !value.asText().matches(".*" + pattern.replace("\\\\", "\\") + ".*"))
          .ifPresent(pattern -> faults.add(path + " must match " + pattern));
    }
    if (value.isNumber()) {
      BigDecimal number = value.decimalValue();
      attribute
          .minimum()
          .filter(least -> number.compareTo(least) < 0)
          .ifPresent(least -> faults.add(path + " is below " + least));
      attribute
          .maximum()
          .filter(most -> number.compareTo(most) > 0)
          .ifPresent(most -> faults.add(path + " is above " + most));
    }
  }
}
