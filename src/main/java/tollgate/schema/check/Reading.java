package tollgate.schema.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;
import tollgate.text.Nearest;

/**
 * Reads the body of a block as Terraform reads its JSON, and notes what Terraform itself refuses
 * before a provider sees it: names that the schema does not know, values of the wrong type, too
 * many and too few blocks. The words are Terraform's.
 */
final class Reading {
  /** What every block may hold besides what its schema names. */
  private static final Set<String> ANYWHERE = Set.of("//", "dynamic");

  private static final Pattern VARIABLE =
      Pattern.compile("(?<![A-Za-z0-9_.-])var\\.([A-Za-z_][A-Za-z0-9_-]*)");

  private final Predicate<String> ephemeral;
  private final List<Problem> problems = new ArrayList<>();

  /**
   * @param ephemeral whether a variable's value may be kept nowhere
   */
  Reading(Predicate<String> ephemeral) {
    this.ephemeral = ephemeral;
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  /**
   * The block's value: what nobody wrote is null, and unknown what an expression gives.
   *
   * @param meta names that Terraform keeps for itself at this level
   */
  Value.Fields body(Block block, JsonNode json, Set<String> meta) {
    return body(block, json, Path.ROOT, meta);
  }

  private Value.Fields body(Block block, JsonNode json, Path path, Set<String> meta) {
    json.fieldNames().forEachRemaining(name -> known(block, name, path, meta));
    Map<String, Value> values = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      JsonNode given = json.path(each.name());
      values.put(each.name(), attribute(each, given, path.name(each.name())));
    }
    for (NestedBlock each : block.blocks().values()) {
      JsonNode dynamic = json.path("dynamic").path(each.name());
      values.put(each.name(), blocks(each, json.path(each.name()), dynamic, path));
    }
    return new Value.Fields(values);
  }

  private void known(Block block, String name, Path path, Set<String> meta) {
    if (block.attributes().containsKey(name)
        || block.blocks().containsKey(name)
        || meta.contains(name)
        || ANYWHERE.contains(name)) {
      return;
    }
    Set<String> possible = new TreeSet<>(block.blocks().keySet());
    block.attributes().values().stream()
        .filter(Attribute::settable)
        .forEach(each -> possible.add(each.name()));
    problems.add(
        Problem.error(
            "Extraneous JSON object property",
            "No argument or block type is named \"%s\".%s"
                .formatted(
                    name,
                    Nearest.to(name, possible)
                        .map(near -> " Did you mean \"" + near + "\"?")
                        .orElse("")),
            path.name(name)));
  }

  private Value blocks(NestedBlock block, JsonNode json, JsonNode dynamic, Path parent) {
    Path path = parent.name(block.name());
    if (!dynamic.isMissingNode()) {
      // How many there will be is not known, but what may stand in them is.
      for (JsonNode each : dynamic.isArray() ? dynamic : List.of(dynamic)) {
        Value unused = body(block.block(), each.path("content"), path, Set.of());
      }
      return Values.UNKNOWN;
    }
    List<JsonNode> bodies = new ArrayList<>();
    if (json.isArray()) {
      json.forEach(bodies::add);
    } else if (!json.isMissingNode() && !json.isNull()) {
      bodies.add(json);
    }
    if (bodies.stream().anyMatch(each -> !each.isObject())) {
      problems.add(
          Problem.error(
              "Incorrect JSON value type",
              "Either a JSON object or a JSON array is required, representing the contents of one or more \"%s\" blocks."
                  .formatted(block.name()),
              path));
      return Values.UNKNOWN;
    }
    count(block, bodies.size(), path);
    boolean single = block.nesting() == NestedBlock.Nesting.SINGLE;
    List<Value> items = new ArrayList<>();
    for (JsonNode each : bodies) {
      Path at = single ? path : path.index(items.size());
      items.add(body(block.block(), each, at, Set.of()));
    }
    if (items.isEmpty()) {
      return Type.absent(block);
    }
    return switch (block.nesting()) {
      case SINGLE -> items.get(0);
      case SET -> new Value.Members(items);
      case LIST -> new Value.Sequence(items);
      case MAP -> Values.UNKNOWN;
    };
  }

  private void count(NestedBlock block, int count, Path path) {
    boolean single = block.nesting() == NestedBlock.Nesting.SINGLE;
    int most = single ? 1 : block.maxItems().orElse(Integer.MAX_VALUE);
    if (count < block.minItems()) {
      problems.add(
          Problem.error(
              "Insufficient %s blocks".formatted(block.name()),
              "At least %d \"%s\" blocks are required.".formatted(block.minItems(), block.name()),
              path));
    } else if (count > most) {
      problems.add(
          Problem.error(
              "Too many %s blocks".formatted(block.name()),
              "No more than %d \"%s\" blocks are allowed.".formatted(most, block.name()),
              path));
    }
  }

  private Value attribute(Attribute attribute, JsonNode json, Path path) {
    Type type = Type.parse(attribute.type());
    if (!attribute.writeOnly() && holdsEphemeral(json)) {
      problems.add(
          Problem.error(
              "Invalid use of ephemeral value",
              "Ephemeral values are not valid for \"%s\", because it is not a write-only attribute and must be persisted to state."
                  .formatted(attribute.name()),
              path));
    }
    Optional<Value> value = value(type, json);
    if (value.isPresent()) {
      return value.get();
    }
    problems.add(
        Problem.error(
            "Incorrect attribute value type",
            "Inappropriate value for attribute \"%s\": %s required."
                .formatted(attribute.name(), words(type)),
            path));
    // One mistake is one problem: nothing more is said of this value.
    return Values.UNKNOWN;
  }

  private boolean holdsEphemeral(JsonNode json) {
    if (!json.isTextual()) {
      for (JsonNode each : json) {
        if (holdsEphemeral(each)) {
          return true;
        }
      }
      return false;
    }
    return Template.expressions(json.textValue()).stream()
        .flatMap(each -> VARIABLE.matcher(Template.withoutTexts(each)).results())
        .anyMatch(variable -> ephemeral.test(variable.group(1)));
  }

  /** As Terraform converts it; empty when it cannot be converted. */
  private static Optional<Value> value(Type type, JsonNode json) {
    if (json.isMissingNode() || json.isNull()) {
      return Optional.of(Values.NULL);
    }
    if (json.isTextual()) {
      Value text = Template.value(json.textValue());
      return text.isUnknown() ? Optional.of(text) : scalar(type, text.textOrEmpty());
    }
    if (json.isArray()) {
      return elements(type, json);
    }
    if (json.isObject()) {
      return members(type, json);
    }
    if (json.isBoolean()) {
      return type == Type.Scalar.STRING || type == Type.Scalar.BOOL || type == Type.Scalar.DYNAMIC
          ? scalar(type, json.asText())
          : Optional.empty();
    }
    return type == Type.Scalar.BOOL ? Optional.empty() : scalar(type, json.asText());
  }

  private static Optional<Value> scalar(Type type, String text) {
    if (type == Type.Scalar.BOOL) {
      return Set.of("true", "false").contains(text)
          ? Optional.of(Value.bool(text.equals("true")))
          : Optional.empty();
    }
    if (type == Type.Scalar.NUMBER) {
      try {
        return Optional.of(new Value.Numeric(new BigDecimal(text)));
      } catch (NumberFormatException noNumber) {
        return Optional.empty();
      }
    }
    return type instanceof Type.Scalar ? Optional.of(Value.text(text)) : Optional.empty();
  }

  private static Optional<Value> elements(Type type, JsonNode json) {
    boolean set = type instanceof Type.SetOf;
    if (!set && !(type instanceof Type.ListOf) && type != Type.Scalar.DYNAMIC) {
      return Optional.empty();
    }
    List<Value> items = new ArrayList<>(json.size());
    for (JsonNode each : json) {
      Optional<Value> item = value(type.elements(), each);
      if (item.isEmpty()) {
        return Optional.empty();
      }
      items.add(item.get());
    }
    return Optional.of(set ? new Value.Members(items) : new Value.Sequence(items));
  }

  private static Optional<Value> members(Type type, JsonNode json) {
    boolean map = type instanceof Type.MapOf || type instanceof Type.ObjectOf;
    if (!map && type != Type.Scalar.DYNAMIC) {
      return Optional.empty();
    }
    Map<String, Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : json.properties()) {
      Value key = Template.value(each.getKey());
      if (key.isUnknown()) {
        return Optional.of(Values.UNKNOWN);
      }
      Optional<Value> member = value(type.member(each.getKey()), each.getValue());
      if (member.isEmpty()) {
        return Optional.empty();
      }
      values.put(key.textOrEmpty(), member.get());
    }
    return Optional.of(new Value.Fields(values));
  }

  private static String words(Type type) {
    if (type instanceof Type.Scalar scalar) {
      return switch (scalar) {
        case NUMBER -> "a number is";
        case BOOL -> "a bool is";
        default -> "string";
      };
    }
    if (type instanceof Type.ListOf list) {
      return "list of " + element(list.element());
    }
    if (type instanceof Type.SetOf set) {
      return "set of " + element(set.element());
    }
    return type instanceof Type.MapOf map ? "map of " + element(map.element()) : "object";
  }

  private static String element(Type type) {
    return type instanceof Type.Scalar scalar
        ? scalar.name().toLowerCase(java.util.Locale.ROOT)
        : words(type);
  }
}
