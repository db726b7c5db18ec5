package tollgate.config.read;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A list whose items are of one kind and differ from each other.
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
    schema.put("uniqueItems", true);
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
    Set<T> seen = new HashSet<>();
    for (Tree each : list.items()) {
      Optional<T> value = item.read(each, problems);
      if (value.isEmpty()) {
        problems.leaveOut(each.place());
      } else if (seen.add(value.get())) {
        read.add(value.get());
      } else {
        problems.leaveOut(each.place());
        problems.add(each.place(), "this item is there twice. Remove one.");
      }
    }
    return Optional.of(List.copyOf(read));
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
    if (new HashSet<>(value).size() < value.size()) {
      return Optional.of("an item is there twice. Remove one.");
    }
    return sizeFault(value.size())
        .or(() -> value.stream().flatMap(each -> item.fault(each).stream()).findFirst());
  }

  @Override
  public String spell(List<T> value) {
    return "[" + String.join(", ", value.stream().map(item::spell).toList()) + "]";
  }
}
