package tollgate.schema.value;

import java.util.ArrayList;
import java.util.List;

/** Where in a resource something lies: names of attributes and blocks, and positions in lists. */
public record Path(List<Step> steps) {
  public static final Path ROOT = new Path(List.of());

  /** One step down. */
  public sealed interface Step {}

  public record Name(String name) implements Step {}

  public record Index(int index) implements Step {}

  /** A key of a map. */
  public record Key(String key) implements Step {}

  public Path {
    steps = List.copyOf(steps);
  }

  /** A path of names and positions in the provider's notation: {@code settings.0.tier}. */
  public static Path of(String dotted) {
    Path path = ROOT;
    for (String part : dotted.split("\\.", -1)) {
      path =
          part.chars().allMatch(Character::isDigit)
              ? path.index(Integer.parseInt(part))
              : path.name(part);
    }
    return path;
  }

  public Path name(String name) {
    return plus(new Name(name));
  }

  public Path index(int index) {
    return plus(new Index(index));
  }

  public Path key(String key) {
    return plus(new Key(key));
  }

  private Path plus(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Path(longer);
  }

  /** The value there; null when the way ends early, unknown when it meets an unknown. */
  public Value in(Value value) {
    Value at = value;
    for (Step step : steps) {
      if (at.isUnknown()) {
        return at;
      }
      if (step instanceof Index index) {
        List<Value> items = at.items();
        at = index.index() < items.size() ? items.get(index.index()) : Values.NULL;
      } else {
        at = at.at(step instanceof Name name ? name.name() : ((Key) step).key());
      }
    }
    return at;
  }

  /** The same value with another one at this place; unchanged when the place does not exist. */
  public Value put(Value root, Value value) {
    return put(root, value, 0);
  }

  private Value put(Value at, Value value, int depth) {
    if (depth == steps.size()) {
      return value;
    }
    Step step = steps.get(depth);
    if (step instanceof Index index) {
      if (index.index() >= at.items().size()) {
        return at;
      }
      List<Value> items = new ArrayList<>(at.items());
      items.set(index.index(), put(items.get(index.index()), value, depth + 1));
      return at instanceof Value.Members ? new Value.Members(items) : new Value.Sequence(items);
    }
    String name = step instanceof Name named ? named.name() : ((Key) step).key();
    return at instanceof Value.Fields fields
        ? fields.with(name, put(fields.get(name), value, depth + 1))
        : at;
  }

  /** Names only, joined by dots: how tables speak of an argument whatever its position. */
  public String names() {
    StringBuilder names = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Name name) {
        names.append(names.isEmpty() ? "" : ".").append(name.name());
      }
    }
    return names.toString();
  }

  /** The provider's notation, {@code settings.0.tier}. */
  public String dotted() {
    StringBuilder dotted = new StringBuilder();
    for (Step step : steps) {
      dotted.append(dotted.isEmpty() ? "" : ".");
      if (step instanceof Name name) {
        dotted.append(name.name());
      } else if (step instanceof Index index) {
        dotted.append(index.index());
      } else {
        dotted.append(((Key) step).key());
      }
    }
    return dotted.toString();
  }
}
