package tollgate.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import tollgate.plan.Address;
import tollgate.plan.StackPlan;
import tollgate.text.Nearest;

/**
 * Declared usage as a file, YAML or JSON:
 *
 * <pre>
 * version: 1
 * resources:
 *   google_storage_bucket.lake: {storage_gib: 500, class_a_operations: 1000000}
 *   google_pubsub_topic: {message_tib: 0.1}
 * </pre>
 *
 * <p>A resource is an address, an address without its instance key, or a type. Amounts are a
 * month's.
 */
public final class UsageFile {

  private static final int LARGEST_FILE = 1 << 20;
  private static final int LONGEST_NUMBER = 40;
  private static final int DEEPEST = 10;
  private static final Set<String> TOP = Set.of("version", "resources");
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9_]*");

  private final String name;
  private final List<String> problems = new ArrayList<>();

  private UsageFile(String name) {
    this.name = name;
  }

  /**
   * Reads a usage file.
   *
   * @param name of the file, for messages
   * @throws UsageFileException with every problem in it
   */
  public static Usage parse(String name, String text) {
    UsageFile file = new UsageFile(name);
    Usage usage = file.read(text);
    if (!file.problems.isEmpty()) {
      throw new UsageFileException(file.problems);
    }
    return usage;
  }

  private Usage read(String text) {
    if (text.length() > LARGEST_FILE) {
      problem(1, "this file is larger than a mebibyte; declare by type instead of by address");
      return Usage.NONE;
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(name)
            .setCodePointLimit(LARGEST_FILE)
            .setMaxAliasesForCollections(0)
            .setAllowDuplicateKeys(false)
            .build();
    Optional<Node> root;
    try {
      if (isTooDeep(settings, text)) {
        problem(1, "this file is nested deeper than its three levels");
        return Usage.NONE;
      }
      root = new Compose(settings).composeString(text);
    } catch (MarkedYamlEngineException broken) {
      int line = broken.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      problem(line, "this is no YAML: " + Notes.plain(String.valueOf(broken.getProblem())));
      return Usage.NONE;
    } catch (YamlEngineException broken) {
      problem(1, "this is no YAML: " + Notes.plain(String.valueOf(broken.getMessage())));
      return Usage.NONE;
    }
    if (root.isEmpty() || !(root.get() instanceof MappingNode top)) {
      problem(1, "a usage file has a version and resources; write `version: 1` first");
      return Usage.NONE;
    }
    Map<String, Node> parts = entries(top);
    for (String key : parts.keySet()) {
      if (!TOP.contains(key)) {
        problem(line(keyed(parts, key)), unknown("key", key, TOP));
      }
    }
    version(top, parts);
    Node resources = parts.get("resources");
    if (resources == null) {
      return Usage.NONE;
    }
    return new Usage(resources(resources));
  }

  /** Composing goes down by recursion, which a hostile file would lead to the end of the stack. */
  private static boolean isTooDeep(LoadSettings settings, String text) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        return true;
      }
      if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
    return false;
  }

  private void version(Node top, Map<String, Node> parts) {
    Node version = parts.get("version");
    boolean one = version instanceof ScalarNode scalar && scalar.getValue().equals("1");
    if (!one) {
      problem(
          line(version == null ? top : version),
          "the version of a usage file is 1; write `version: 1`");
    }
  }

  private Map<String, Map<String, BigDecimal>> resources(Node node) {
    Map<String, Map<String, BigDecimal>> usage = new HashMap<>();
    if (!(node instanceof MappingNode mapping)) {
      problem(line(node), "resources must map addresses or types to their usage");
      return usage;
    }
    for (Map.Entry<String, Node> resource : entries(mapping).entrySet()) {
      Set<String> keys = keys(resource.getKey(), line(resource.getValue()));
      if (resource.getValue() instanceof MappingNode amounts) {
        usage.put(resource.getKey(), amounts(resource.getKey(), keys, amounts));
      } else {
        problem(
            line(resource.getValue()),
            "%s must map usage keys to amounts".formatted(Notes.quoted(resource.getKey())));
      }
    }
    return usage;
  }

  private Map<String, BigDecimal> amounts(String resource, Set<String> keys, MappingNode node) {
    Map<String, BigDecimal> amounts = new HashMap<>();
    for (Map.Entry<String, Node> entry : entries(node).entrySet()) {
      int line = line(entry.getValue());
      if (!keys.isEmpty() && !keys.contains(entry.getKey())) {
        problem(line, unknown("usage of " + Notes.quoted(resource), entry.getKey(), keys));
      }
      Optional<BigDecimal> amount =
          entry.getValue() instanceof ScalarNode scalar
              ? number(scalar.getValue())
              : Optional.empty();
      if (amount.isEmpty()) {
        problem(
            line,
            "%s must be a number from 0 to 1e12, written with digits"
                .formatted(Notes.quoted(entry.getKey())));
      } else {
        amounts.put(entry.getKey(), amount.get());
      }
    }
    return amounts;
  }

  /** What can be declared for an address or a type. */
  private Set<String> keys(String resource, int line) {
    String type = type(resource);
    Optional<Meter> meter = Meters.of(type);
    Set<String> keys = meter.map(m -> m.usageKeys().keySet()).orElse(Set.of());
    if (keys.isEmpty()) {
      Set<String> known = new TreeSet<>();
      Meters.all()
          .forEach(
              (name, one) -> known.addAll(one.usageKeys().isEmpty() ? Set.of() : Set.of(name)));
      problem(line, unknown("resource with usage", type, known));
    }
    return keys;
  }

  private static String type(String resource) {
    if (TYPE.matcher(resource).matches()) {
      return resource;
    }
    String[] parts = new Address(resource).configured().split("\\.", -1);
    return parts.length < 2 ? resource : parts[parts.length - 2];
  }

  private static Optional<BigDecimal> number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.replace("_", ""));
      boolean sane = Math.abs((long) number.scale()) <= LONGEST_NUMBER;
      return sane && Planned.isQuantity(number) ? Optional.of(number) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private Map<String, Node> entries(MappingNode node) {
    Map<String, Node> entries = new TreeMap<>();
    for (NodeTuple tuple : node.getValue()) {
      if (tuple.getKeyNode() instanceof ScalarNode key) {
        if (entries.put(key.getValue(), tuple.getValueNode()) != null) {
          problem(line(key), Notes.quoted(key.getValue()) + " is written twice");
        }
      } else {
        problem(line(tuple.getKeyNode()), "a key must be text");
      }
    }
    return entries;
  }

  private static Node keyed(Map<String, Node> parts, String key) {
    return java.util.Objects.requireNonNull(parts.get(key));
  }

  private static String unknown(String what, String written, Set<String> known) {
    String meant =
        Nearest.to(written, known)
            .map(near -> "; did you mean " + near + "?")
            .orElse(
                known.size() > 12
                    ? ""
                    : "; there are "
                        + new TreeSet<>(known).stream().collect(Collectors.joining(", ")));
    return "there is no %s %s%s".formatted(what, Notes.quoted(written), meant);
  }

  private void problem(int line, String sentence) {
    problems.add("%s:%d: %s".formatted(name, line, sentence));
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
  }

  /** A file with every amount that can be declared for these plans, all of them 0. */
  public static String template(List<StackPlan> plans) {
    StringBuilder text = new StringBuilder("version: 1\nresources:\n");
    plans.stream()
        .flatMap(plan -> plan.plan().changes().stream())
        .filter(change -> change.managed() && change.after().exists())
        .sorted(java.util.Comparator.comparing(change -> change.address().text()))
        .forEach(
            change -> {
              Map<String, String> keys =
                  Meters.of(change.type()).map(Meter::usageKeys).orElse(Map.of());
              if (!keys.isEmpty()) {
                text.append("  ").append(yamlText(change.address().text())).append(":\n");
                new TreeMap<>(keys)
                    .forEach(
                        (key, counts) -> text.append("    %s: 0 # %s%n".formatted(key, counts)));
              }
            });
    return text.toString();
  }

  /** In single quotes, where only a quote needs care. */
  private static String yamlText(String text) {
    return "'" + Notes.plain(text).replace("'", "''") + "'";
  }
}
