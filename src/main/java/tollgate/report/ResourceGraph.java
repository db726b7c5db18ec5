package tollgate.report;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/**
 * A stack's resources and what they need of each other. Resources that nobody could tell apart in a
 * picture (same type, same fate, no price, same needs) are drawn as one, and so are those of a type
 * that stay as they are among others that do.
 */
final class ResourceGraph {
  /** Alike and at least so many, they are drawn as one. */
  private static final int ALIKE = 2;

  /** A picture of more is a picture of nothing: then each type is drawn once. */
  private static final int MOST = 120;

  /** Of a resource with more instances, arrows go to the first ones. */
  private static final int MOST_INSTANCES = 20;

  /**
   * What is drawn as one box.
   *
   * @param changes one resource, or several alike
   * @param price of all of them
   */
  record Box(List<ResourceChange> changes, Price price) {
    ResourceChange first() {
      return changes.get(0);
    }

    Action action() {
      return first().action();
    }
  }

  /**
   * US dollars a month.
   *
   * @param amount of the floor that stands after the plan, or that goes with what is deleted
   * @param words where there is no amount: free, by use, not priced
   */
  record Price(BigDecimal amount, Optional<String> words) {
    static final Price FREE = new Price(BigDecimal.ZERO, Optional.empty());

    Price plus(Price other) {
      return new Price(amount.add(other.amount), words.isPresent() ? words : other.words);
    }
  }

  private final List<Box> boxes;
  private final Graph graph;

  private ResourceGraph(List<Box> boxes, Graph graph) {
    this.boxes = boxes;
    this.graph = graph;
  }

  List<Box> boxes() {
    return boxes;
  }

  Graph graph() {
    return graph;
  }

  /** The managed resources of a stack. */
  static ResourceGraph of(StackPlan stack, BiFunction<String, ResourceChange, Price> price) {
    List<ResourceChange> all =
        stack.plan().changes().stream()
            .filter(change -> change.managed() && change.deposed().isEmpty())
            .toList();
    List<Set<Integer>> needs = needs(stack, all);
    List<Price> prices = all.stream().map(change -> price.apply(stack.stack(), change)).toList();
    List<String> likeness = new ArrayList<>();
    List<Set<Integer>> needed = turned(needs);
    for (int i = 0; i < all.size(); i++) {
      likeness.add(likeness(i, all, prices.get(i), needs.get(i), needed.get(i)));
    }
    List<List<Integer>> groups = grouped(likeness, ALIKE);
    if (groups.size() > MOST) {
      groups = grouped(all.stream().map(ResourceGraph::kind).toList(), 1);
    }
    return drawn(all, prices, needs, groups);
  }

  /** Two with the same text are drawn as one. */
  private static String likeness(
      int index, List<ResourceChange> all, Price price, Set<Integer> needs, Set<Integer> needed) {
    ResourceChange change = all.get(index);
    boolean still =
        Stream.concat(Stream.of(index), Stream.concat(needs.stream(), needed.stream()))
            .noneMatch(i -> all.get(i).action().changesSomething());
    if (still && price.amount().compareTo(BigDecimal.ONE) < 0) {
      return kind(change);
    }
    return price.amount().signum() == 0 ? kind(change) + needs + needed : "#" + index;
  }

  private static ResourceGraph drawn(
      List<ResourceChange> all,
      List<Price> prices,
      List<Set<Integer>> needs,
      List<List<Integer>> groups) {
    int[] group = new int[all.size()];
    List<Box> boxes = new ArrayList<>();
    for (List<Integer> members : groups) {
      members.forEach(i -> group[i] = boxes.size());
      boxes.add(
          new Box(
              members.stream().map(all::get).toList(),
              members.stream().map(prices::get).reduce(Price.FREE, Price::plus)));
    }
    List<Set<Integer>> between = new ArrayList<>();
    boxes.forEach(unused -> between.add(new TreeSet<>()));
    for (int i = 0; i < all.size(); i++) {
      for (int need : needs.get(i)) {
        if (group[need] != group[i]) {
          between.get(group[i]).add(group[need]);
        }
      }
    }
    return new ResourceGraph(List.copyOf(boxes), new Graph(between));
  }

  private static String kind(ResourceChange change) {
    return change.type() + " " + change.action() + " ";
  }

  /** Members with the same text together, in the order of the first; fewer stay by themselves. */
  private static List<List<Integer>> grouped(List<String> texts, int fewest) {
    Map<String, List<Integer>> byText = new LinkedHashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byText.computeIfAbsent(texts.get(i), unused -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    for (List<Integer> members : byText.values()) {
      if (members.size() >= fewest) {
        groups.add(members);
      } else {
        members.forEach(i -> groups.add(List.of(i)));
      }
    }
    return groups;
  }

  private static List<Set<Integer>> needs(StackPlan stack, List<ResourceChange> all) {
    Map<String, Set<Integer>> byAddress = new HashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byAddress
          .computeIfAbsent(all.get(i).address().configured(), unused -> new TreeSet<>())
          .add(i);
    }
    List<Set<Integer>> needs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Set<Integer> found = new TreeSet<>();
      for (String reference : stack.plan().needs(all.get(i))) {
        named(reference, byAddress).stream().limit(MOST_INSTANCES).forEach(found::add);
      }
      found.remove(i);
      needs.add(found);
    }
    return needs;
  }

  /** A reference may go on to an attribute: {@code google_x.y.name}. */
  private static Set<Integer> named(String reference, Map<String, Set<Integer>> byAddress) {
    for (String at = reference;
        !at.isEmpty();
        at = at.substring(0, Math.max(0, at.lastIndexOf('.')))) {
      if (byAddress.containsKey(at)) {
        return byAddress.getOrDefault(at, Set.of());
      }
    }
    return Set.of();
  }

  private static List<Set<Integer>> turned(List<Set<Integer>> needs) {
    List<Set<Integer>> needed = new ArrayList<>();
    needs.forEach(unused -> needed.add(new TreeSet<>()));
    for (int i = 0; i < needs.size(); i++) {
      for (int need : needs.get(i)) {
        needed.get(need).add(i);
      }
    }
    return needed;
  }
}
