package tollgate.config.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list whose items are of one kind; single values must differ from each other.
 *
 * @param items what the items are called, as in "buckets"
 * @param least fewest items
 * @param most most items
 */
public record Lists<T>(String items, Kind<T> item, int least, int most) implements Kind<List<T>> {

  @Override
  public String name() {
    return "list of " + items;
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "array");
    schema.put("items", item.schema(false));
    if (least > 0) {
      schema.put("minItems", least);
    }
    schema.put("maxItems", most);
    if (item.shape().isEmpty()) {
      schema.put("uniqueItems", true);
    }
    return schema;
  }

  @Override
  public Optional<Shape<?>> shape() {
    return item.shape();
  }

  /** Items that cannot be read are left out, after their problem was noted. */
  @Override
  public Optional<List<T>> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Sequence list)) {
      problems.add(
          tree.place(),
          "expected a list of %s, found %s. Write [a, b] or one line with a dash for each."
              .formatted(items, tree.noun()));
      return Optional.empty();
    }
    Optional<String> size = sizeFault(list.items().size());
    if (size.isPresent()) {
      problems.add(tree.place(), size.get());
      return Optional.empty();
    }
    List<T> read = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Tree each : list.items()) {
      Optional<T> value = item.read(each, problems);
      if (value.isEmpty()) {
        problems.leaveOut(each.place());
      } else if (isRepeated(value.get(), seen)) {
        problems.leaveOut(each.place());
        problems.add(each.place(), "this item is there twice. Remove one.");
      } else {
        read.add(value.get());
      }
    }
    if (read.size() < list.items().size() && read.size() < Math.max(least, 1)) {
      // That too few are left is no second mistake.
      problems.settle(tree.place());
    }
    return Optional.of(List.copyOf(read));
  }

  /** Items that are sections of their own say themselves what must differ between them. */
  private boolean isRepeated(T value, Set<String> seen) {
    return item.shape().isEmpty() && !seen.add(item.spell(value));
  }

  private Optional<String> sizeFault(int size) {
    if (size < least) {
      return Optional.of("the list of %s is too short. Name at least %d.".formatted(items, least));
    }
    return size > most
        ? Optional.of("%d %s are too many. Use at most %d.".formatted(size, items, most))
        : Optional.empty();
  }

  @Override
  public Optional<String> fault(List<T> value) {
    Optional<String> size = sizeFault(value.size());
    if (size.isPresent()) {
      return size;
    }
    Set<String> seen = new HashSet<>();
    for (T each : value) {
      Optional<String> fault = item.fault(each);
      if (fault.isPresent()) {
        return fault;
      }
      if (isRepeated(each, seen)) {
        return Optional.of("an item is there twice. Remove one.");
      }
    }
    return Optional.empty();
  }

  @Override
  public String spell(List<T> value) {
    return "[" + String.join(", ", value.stream().map(item::spell).toList()) + "]";
  }
}
