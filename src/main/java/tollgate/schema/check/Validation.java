package tollgate.schema.check;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.Relations;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** Checks a configuration by the schema's facts; the words are those of the provider's SDK. */
public final class Validation {
  private final ResourceSchema type;
  private final Value config;
  private final List<Problem> problems = new ArrayList<>();
  private @Nullable Path inSet;

  public Validation(ResourceSchema type, Value config) {
    this.type = type;
    this.config = config;
  }

  /** All that is wrong, and warnings; called once. */
  public List<Problem> problems() {
    block(type.block(), config, Path.ROOT);
    return problems;
  }

  private void block(Block block, Value value, Path path) {
    for (Attribute each : block.attributes().values()) {
      Path at = path.name(each.name());
      Value given = value.at(each.name());
      if (settledTogether(each.relations(), at) && settable(each, given, at)) {
        if (goesOn(each.relations(), given, at)) {
          attribute(each, given, at);
        }
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      Path at = path.name(each.name());
      Value given = value.at(each.name());
      if (each.nesting() == NestedBlock.Nesting.SINGLE) {
        if (given.isPresent()) {
          block(each.block(), given, at);
        }
      } else if (settledTogether(each.relations(), at)
          && !given.items().isEmpty()
          && goesOn(each.relations(), given, at)) {
        items(each, given, at);
      }
    }
  }

  private void items(NestedBlock blocks, Value given, Path path) {
    boolean outer = inSet != null;
    if (!outer && blocks.nesting() == NestedBlock.Nesting.SET) {
      inSet = path;
    }
    for (int i = 0; i < given.items().size(); i++) {
      if (given.items().get(i).isPresent()) {
        block(blocks.block(), given.items().get(i), path.index(i));
      }
    }
    inSet = outer ? inSet : null;
  }

  /** Whether something is given that may be. */
  private boolean settable(Attribute attribute, Value given, Path path) {
    if (given.isNull()) {
      if (attribute.required()) {
        problems.add(
            Problem.error(
                "Missing required argument",
                "The argument \"%s\" is required, but no definition was found."
                    .formatted(path.dotted()),
                place(path)));
      }
      return false;
    }
    if (!attribute.settable()) {
      problems.add(
          Problem.error(
              "Value for unconfigurable attribute",
              "Can't configure a value for \"%s\": its value will be decided automatically based on the result of applying this configuration."
                  .formatted(path.dotted()),
              place(path)));
    }
    return attribute.settable();
  }

  private void attribute(Attribute attribute, Value given, Path path) {
    if (attribute.deprecated()) {
      problems.add(
          Problem.warning(
              "Argument is deprecated", "`" + attribute.name() + "` is deprecated.", path));
    }
    String names = path.names();
    ask(ArgumentRules.of(type.type(), names), given, path);
    int before = problems.size();
    ArgumentRules.size(type.type(), names).ifPresent(size -> size(size, given, path));
    if (problems.size() > before) {
      return;
    }
    if (given instanceof Value.Sequence || given instanceof Value.Members) {
      List<ArgumentRules.Rule> rules = ArgumentRules.ofElements(type.type(), names);
      for (int i = 0; i < given.items().size(); i++) {
        ask(rules, given.items().get(i), path.index(i));
        limits(attribute, given.items().get(i), path.index(i));
      }
    } else {
      limits(attribute, given, path);
    }
  }

  private void ask(List<ArgumentRules.Rule> rules, Value given, Path path) {
    for (ArgumentRules.Rule each : rules) {
      each.wrong(path.dotted(), given)
          .ifPresent(wrong -> problems.add(Problem.error(wrong, place(path))));
    }
  }

  private void size(ArgumentRules.Size size, Value given, Path path) {
    int items = given.items().size();
    if (items < size.least()) {
      problems.add(
          Problem.error(
              "Not enough list items",
              "Attribute %s requires %d item minimum, but config has only %d declared."
                  .formatted(path.dotted(), size.least(), items),
              place(path)));
    } else if (items > size.most()) {
      problems.add(
          Problem.error(
              "Too many list items",
              "Attribute %s supports %d item maximum, but config has %d declared."
                  .formatted(path.dotted(), size.most(), items),
              place(path)));
    }
  }

  /** Terraform finds no line for a place inside a set: problems there are told of the set. */
  private Path place(Path path) {
    return inSet == null ? path : inSet;
  }

  private void limits(Attribute attribute, Value given, Path path) {
    if (given instanceof Value.Text text) {
      List<String> allowed =
          attribute.oneOf().isEmpty()
              ? ArgumentRules.elements(type.type(), path.names())
              : attribute.oneOf();
      if (!allowed.isEmpty() && !allowed.contains(text.value())) {
        problems.add(
            Problem.error(
                "expected %s to be one of [%s], got %s"
                    .formatted(path.dotted(), quoted(allowed), text.value()),
                place(path)));
      }
      attribute
          .pattern()
          .filter(pattern -> !Pattern.compile(pattern).matcher(text.value()).find())
          .filter(
              pattern ->
                  !text.value().isEmpty() || !ArgumentRules.mayBeEmpty(type.type(), path.names()))
          .ifPresent(
              pattern ->
                  problems.add(
                      Problem.error(
                          "\"%s\" (%s) %s %s"
                              .formatted(
                                  path.dotted(),
                                  quote(text.value()),
                                  ArgumentRules.saysMustMatch(type.type(), path.names())
                                      ? "must match regex"
                                      : "doesn't match regexp",
                                  quote(pattern)),
                          place(path))));
    }
    if (given instanceof Value.Numeric number) {
      range(attribute, number.value(), path);
    }
  }

  private void range(Attribute attribute, BigDecimal number, Path path) {
    if (!ArgumentRules.isFraction(type.type(), path.names())
        && number.stripTrailingZeros().scale() > 0) {
      problems.add(
          Problem.error(
              "Attribute must be a whole number, got " + number.toPlainString(), place(path)));
      return;
    }
    boolean low = attribute.minimum().filter(min -> number.compareTo(min) < 0).isPresent();
    boolean high = attribute.maximum().filter(max -> number.compareTo(max) > 0).isPresent();
    if (!low && !high) {
      return;
    }
    String wanted;
    if (attribute.minimum().isPresent() && attribute.maximum().isPresent()) {
      wanted =
          "in the range (%s - %s)"
              .formatted(
                  attribute.minimum().get().toPlainString(),
                  attribute.maximum().get().toPlainString());
    } else {
      wanted =
          attribute.minimum().isPresent()
              ? "at least (%s)".formatted(attribute.minimum().get().toPlainString())
              : "at most (%s)".formatted(attribute.maximum().orElseThrow().toPlainString());
    }
    problems.add(
        Problem.error(
            "expected %s to be %s, got %s".formatted(path.dotted(), wanted, number.toPlainString()),
            place(path)));
  }

  /** The SDK looks at these before it asks whether the argument itself is there. */
  private boolean settledTogether(Relations relations, Path path) {
    int before = problems.size();
    if (!relations.exactlyOneOf().isEmpty()) {
      exactlyOne(withSelf(relations.exactlyOneOf(), path), path);
    }
    if (problems.size() == before && !relations.atLeastOneOf().isEmpty()) {
      List<String> keys = withSelf(relations.atLeastOneOf(), path);
      if (keys.stream().noneMatch(this::there)) {
        missing("one of", keys, path);
      }
    }
    return problems.size() == before;
  }

  /**
   * Whether the value itself is looked at: one with something unknown anywhere inside is not, nor
   * one that does not go with others.
   */
  private boolean goesOn(Relations relations, Value given, Path path) {
    if (!relations.requiredWith().isEmpty()) {
      List<String> keys = withSelf(relations.requiredWith(), path);
      if (!keys.stream().allMatch(this::there)) {
        missing("all of", keys, path);
        return false;
      }
    }
    if (!given.whollyKnown()) {
      return false;
    }
    for (String other : relations.conflictsWith()) {
      Value value = Path.of(other).in(config);
      if (!other.equals(path.dotted()) && !value.isUnknown() && there(other)) {
        problems.add(
            Problem.error(
                "Conflicting configuration arguments",
                "\"%s\": conflicts with %s".formatted(path.dotted(), other),
                place(path)));
        return false;
      }
    }
    return true;
  }

  /** The schema's lists leave the argument itself out now and then. */
  private static List<String> withSelf(List<String> keys, Path path) {
    TreeSet<String> all = new TreeSet<>(keys);
    all.add(path.dotted());
    return List.copyOf(all);
  }

  private void exactlyOne(List<String> keys, Path path) {
    List<String> unknown =
        keys.stream().filter(key -> !Path.of(key).in(config).whollyKnown()).toList();
    List<String> present =
        keys.stream().filter(key -> !unknown.contains(key) && there(key)).toList();
    String all = String.join(",", keys);
    if (present.isEmpty() && unknown.isEmpty()) {
      problems.add(
          Problem.error(
              "Invalid combination of arguments",
              "\"%s\": one of `%s` must be specified".formatted(path.dotted(), all),
              place(path)));
    } else if (present.size() > 1) {
      problems.add(
          Problem.error(
              "Invalid combination of arguments",
              "\"%s\": only one of `%s` can be specified, but `%s` were specified."
                  .formatted(path.dotted(), all, String.join(",", present)),
              place(path)));
    }
  }

  private void missing(String which, List<String> keys, Path path) {
    problems.add(
        Problem.error(
            "Missing required argument",
            "\"%s\": %s `%s` must be specified"
                .formatted(path.dotted(), which, String.join(",", keys)),
            place(path)));
  }

  /**
   * Unknown counts as there: it may turn out to be. An argument that is an empty list is there, no
   * block is not.
   */
  private boolean there(String key) {
    Path path = Path.of(key);
    Value value = path.in(config);
    boolean list = value instanceof Value.Sequence || value instanceof Value.Members;
    return !value.isNull() && !(list && value.items().isEmpty() && isBlock(path));
  }

  private boolean isBlock(Path path) {
    Block block = type.block();
    String[] names = path.names().split("\\.");
    for (int i = 0; i < names.length; i++) {
      Optional<NestedBlock> nested = block.block(names[i]);
      if (nested.isEmpty()) {
        return false;
      }
      block = nested.get().block();
    }
    return true;
  }

  private static String quoted(List<String> values) {
    return String.join(" ", values.stream().map(Validation::quote).toList());
  }

  private static String quote(String text) {
    return ArgumentRules.quote(text);
  }
}
