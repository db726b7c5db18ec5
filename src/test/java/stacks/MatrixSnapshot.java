package stacks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import stacks.Matrix.Combination;
import tollgate.config.OrchestratorChoices;

/**
 * What a kind's combinations synthesize, each thing once: every argument of every resource with its
 * values, and beside each value the choices that give it. Of the orchestrator's stack nothing is
 * left out, of the others what no choice of an orchestrator changes.
 */
final class MatrixSnapshot {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Combination> all;

  MatrixSnapshot(List<Combination> all) {
    this.all = List.copyOf(all);
  }

  String text() {
    Map<String, Map<String, Map<String, Set<Combination>>>> values = new TreeMap<>();
    for (Combination combination : all) {
      combination
          .content()
          .forEach(
              (address, element) ->
                  arguments(element)
                      .forEach(
                          (name, value) ->
                              values
                                  .computeIfAbsent(address, key -> new TreeMap<>())
                                  .computeIfAbsent(name, key -> new LinkedHashMap<>())
                                  .computeIfAbsent(value, key -> new LinkedHashSet<>())
                                  .add(combination)));
    }
    StringBuilder text = new StringBuilder();
    values.forEach(
        (address, arguments) -> {
          Set<Combination> having = new LinkedHashSet<>();
          arguments.values().forEach(each -> each.values().forEach(having::addAll));
          if (!address.startsWith(OrchestratorStack.NAME)) {
            arguments.values().removeIf(variants -> !depends(having, variants.values()));
            if (arguments.isEmpty()) {
              return;
            }
          }
          text.append(address).append(when(having, Set.copyOf(all))).append('\n');
          arguments.forEach(
              (name, variants) ->
                  variants.forEach(
                      (value, given) ->
                          text.append("  ")
                              .append(name)
                              .append(" = ")
                              .append(value)
                              .append(when(given, having))
                              .append('\n')));
        });
    return text.toString();
  }

  /**
   * True when an argument of another stack, or all of its resource, is there for some choices of
   * the orchestrator only, or another for them. What depends on the environment alone is frozen
   * there.
   */
  private boolean depends(Set<Combination> having, Collection<Set<Combination>> variants) {
    List<Set<OrchestratorChoices>> sets = new ArrayList<>(List.of(choices(having)));
    variants.forEach(each -> sets.add(choices(each)));
    return sets.stream().anyMatch(each -> !each.equals(choices(Set.copyOf(all))));
  }

  private static Set<OrchestratorChoices> choices(Set<Combination> some) {
    return some.stream().map(Combination::choices).collect(Collectors.toSet());
  }

  /**
   * The arguments of a resource as compact JSON, those of a service's containers each for itself.
   */
  private static Map<String, String> arguments(JsonNode element) {
    Map<String, String> arguments = new TreeMap<>();
    flatten("", element, 0, arguments);
    return arguments;
  }

  private static void flatten(String path, JsonNode node, int depth, Map<String, String> into) {
    boolean named = node.isArray() && !node.isEmpty() && node.path(0).has("name");
    if (node.isObject() && !node.isEmpty() && depth < 8) {
      node.properties()
          .forEach(
              each ->
                  flatten(
                      path.isEmpty() ? each.getKey() : path + "." + each.getKey(),
                      each.getValue(),
                      depth + 1,
                      into));
    } else if (named || path.endsWith("containers")) {
      for (int i = 0; i < node.size(); i++) {
        JsonNode item = node.get(i);
        String key = item.has("name") ? item.path("name").asText() : Integer.toString(i);
        flatten(path + "[" + key + "]", without(item, "name"), depth + 1, into);
      }
    } else if (!(node instanceof MissingNode)) {
      into.put(path, compact(node));
    }
  }

  private static JsonNode without(JsonNode item, String field) {
    ObjectNode copy = item.deepCopy();
    copy.remove(field);
    return copy;
  }

  private static String compact(JsonNode node) {
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The choices that tell {@code some} from all of {@code among}: nothing when it is all. */
  private static String when(Set<Combination> some, Set<Combination> among) {
    if (some.size() == among.size()) {
      return "";
    }
    List<String> terms = new ArrayList<>();
    Set<Combination> rest = new LinkedHashSet<>(some);
    while (!rest.isEmpty()) {
      Set<Combination> covered = largestBox(rest.iterator().next(), some, among);
      terms.add(describe(covered, among));
      rest.removeAll(covered);
    }
    return "    <- " + String.join(" or ", terms);
  }

  /** Widens one combination, a choice at a time, to as many as lie wholly in {@code some}. */
  private static Set<Combination> largestBox(
      Combination seed, Set<Combination> some, Set<Combination> among) {
    Map<String, Set<String>> box = new LinkedHashMap<>();
    seed.dimensions().forEach((name, choice) -> box.put(name, new TreeSet<>(Set.of(choice))));
    for (String name : box.keySet()) {
      for (String choice : choices(name, among)) {
        Set<String> wider = box.get(name);
        if (wider.add(choice) && !some.containsAll(inside(box, among))) {
          wider.remove(choice);
        }
      }
    }
    return inside(box, among);
  }

  private static Set<Combination> inside(Map<String, Set<String>> box, Set<Combination> among) {
    return among.stream()
        .filter(
            each ->
                each.dimensions().entrySet().stream()
                    .allMatch(
                        choice ->
                            box.getOrDefault(choice.getKey(), Set.of())
                                .contains(choice.getValue())))
        .collect(Collectors.toSet());
  }

  private static Set<String> choices(String dimension, Set<Combination> among) {
    return among.stream()
        .map(each -> each.dimensions().getOrDefault(dimension, ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** As few words as still name {@code some} and no others. */
  private static String describe(Set<Combination> some, Set<Combination> among) {
    Map<String, Set<String>> box = new LinkedHashMap<>();
    some.iterator()
        .next()
        .dimensions()
        .keySet()
        .forEach(name -> box.put(name, choices(name, some)));
    for (String name : List.copyOf(box.keySet())) {
      Set<String> here = box.getOrDefault(name, Set.of());
      box.put(name, choices(name, among));
      if (!inside(box, among).equals(some)) {
        box.put(name, here);
      }
    }
    List<String> words = new ArrayList<>();
    box.forEach(
        (name, here) -> {
          if (!here.equals(choices(name, among))) {
            words.add(String.join("|", here));
          }
        });
    return String.join(" ", words);
  }
}
