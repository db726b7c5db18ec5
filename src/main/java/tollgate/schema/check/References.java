package tollgate.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.text.Nearest;

/**
 * What the expressions of a configuration refer to: resources, data sources and variables that are
 * not there, attributes that their types do not have, blocks that wait for themselves.
 */
final class References {
  private static final Pattern ITEM =
      Pattern.compile(
          "(?<![A-Za-z0-9_.-])((?:data\\.)?google_[a-z0-9_]+)\\.([A-Za-z_][A-Za-z0-9_-]*)"
              + "((?:\\[[^\\]]*\\])?)(?:\\.([A-Za-z_][A-Za-z0-9_]*))?");
  private static final Pattern VARIABLE =
      Pattern.compile("(?<![A-Za-z0-9_.-])var\\.([A-Za-z_][A-Za-z0-9_-]*)");

  private final Configuration configuration;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Set<String>> uses = new LinkedHashMap<>();

  References(Configuration configuration) {
    this.configuration = configuration;
  }

  List<Finding> findings() {
    configuration.items().values().forEach(item -> body(item.address(), item.body()));
    configuration
        .outputs()
        .forEach(
            (address, output) -> {
              body(address, output);
              secret(address, output);
            });
    configuration.providers().forEach(body -> body("provider.google", body));
    cycles();
    return findings;
  }

  private void body(String address, JsonNode body) {
    Set<String> said = new LinkedHashSet<>();
    for (Map.Entry<String, JsonNode> each : body.properties()) {
      switch (each.getKey()) {
        case "//", "provider" -> {}
        case "depends_on" ->
            each.getValue().forEach(name -> expression(address, name.asText(), said));
        default -> texts(address, each.getValue(), said);
      }
    }
    said.forEach(what -> findings.add(new Finding(address, what)));
  }

  private void texts(String address, JsonNode node, Set<String> said) {
    if (node.isTextual()) {
      Template.expressions(node.textValue())
          .forEach(each -> expression(address, Template.withoutTexts(each), said));
    } else {
      node.forEach(each -> texts(address, each, said));
    }
  }

  private void expression(String address, String expression, Set<String> said) {
    Matcher items = ITEM.matcher(expression);
    while (items.find()) {
      String target = items.group(1) + "." + items.group(2);
      Optional<Configuration.Item> item = Optional.ofNullable(configuration.items().get(target));
      if (item.isEmpty()) {
        said.add(
            "Reference to undeclared resource: %s is not in this stack.%s"
                .formatted(target, near(target, configuration.items().keySet())));
        continue;
      }
      // One of several may refer to another one.
      if (target.equals(address) && items.group(3).isEmpty()) {
        said.add(
            "Self-referential block: configuration for %s may not refer to itself."
                .formatted(address));
      } else if (!target.equals(address)) {
        uses.computeIfAbsent(address, key -> new TreeSet<>()).add(target);
      }
      attribute(item.get(), items.group(4)).ifPresent(said::add);
    }
    Matcher variables = VARIABLE.matcher(expression);
    while (variables.find()) {
      if (!configuration.declaresVariable(variables.group(1))) {
        said.add(
            "Reference to undeclared input variable: \"%s\" is not in this stack."
                .formatted(variables.group(1)));
      }
    }
  }

  /** What is wrong with the attribute of a resource that is one and not several. */
  private static Optional<String> attribute(Configuration.Item item, @Nullable String name) {
    boolean several = item.body().has("count") || item.body().has("for_each");
    if (name == null || item.type().isEmpty() || several) {
      return Optional.empty();
    }
    Block block = item.type().get().block();
    if (block.attributes().containsKey(name) || block.blocks().containsKey(name)) {
      return Optional.empty();
    }
    return Optional.of(
        "Unsupported attribute: %s has no attribute named \"%s\".%s"
            .formatted(item.typeName(), name, near(name, block.attributes().keySet())));
  }

  /** An output shows its value, unless it is marked. */
  private void secret(String address, JsonNode output) {
    if (output.path("sensitive").asBoolean()) {
      return;
    }
    Set<String> said = new LinkedHashSet<>();
    collect(output.path("value"), said);
    said.forEach(what -> findings.add(new Finding(address, what)));
  }

  private void collect(JsonNode node, Set<String> said) {
    node.forEach(each -> collect(each, said));
    for (String each :
        node.isTextual() ? Template.expressions(node.textValue()) : List.<String>of()) {
      String expression = Template.withoutTexts(each);
      if (expression.contains("nonsensitive(")) {
        continue;
      }
      ITEM.matcher(expression)
          .results()
          .filter(found -> isSensitive(found.group(1) + "." + found.group(2), found.group(4)))
          .forEach(
              found ->
                  said.add(
                      "Output refers to sensitive values: mark it as sensitive, or leave %s out."
                          .formatted(found.group())));
    }
  }

  private boolean isSensitive(String address, @Nullable String attribute) {
    return attribute != null
        && Optional.ofNullable(configuration.items().get(address))
            .flatMap(Configuration.Item::type)
            .flatMap(type -> type.block().attribute(attribute))
            .filter(Attribute::sensitive)
            .isPresent();
  }

  private static String near(String word, Set<String> known) {
    return Nearest.to(word, known).map(near -> " Did you mean " + near + "?").orElse("");
  }

  private void cycles() {
    Set<String> done = new LinkedHashSet<>();
    for (String start : uses.keySet()) {
      cycle(start, new ArrayList<>(), done);
    }
  }

  private void cycle(String at, List<String> way, Set<String> done) {
    if (way.contains(at)) {
      List<String> round = new ArrayList<>(way);
      round = round.subList(round.indexOf(at), round.size());
      findings.add(
          new Finding(
              at,
              "Cycle: %s wait for one another."
                  .formatted(String.join(", ", new TreeSet<>(round)))));
      return;
    }
    if (!done.add(at)) {
      return;
    }
    way.add(at);
    uses.getOrDefault(at, Set.of()).forEach(next -> cycle(next, way, done));
    way.remove(at);
  }
}
