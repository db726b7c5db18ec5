package tollgate.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tollgate.guard.Secrets;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;

/** The attributes in which an object differs after a change, each as a line. */
final class ChangeLines {
  /** Longer values are cut: a start-up script is a page by itself. */
  private static final int LONGEST = 60;

  /** Shadows of other attributes, which would say everything twice. */
  private static final Set<String> SHADOWS = Set.of("effective_labels", "terraform_labels");

  private final List<String> lines = new ArrayList<>();
  private final Set<String> forcing;

  private ChangeLines(ResourceChange change) {
    this.forcing =
        change.replacePaths().stream().map(ChangeLines::path).collect(Collectors.toSet());
  }

  /** {@code labels.env: "dev" -> "prod"}; values sensitive, unknown or long shown as such. */
  static List<String> of(ResourceChange change) {
    if (change.action() != Action.UPDATE && change.action() != Action.REPLACE) {
      return List.of();
    }
    ChangeLines found = new ChangeLines(change);
    // Masked values compare equal, so a change of a secret is told by comparing the real ones.
    found.walk(
        "",
        new Sides(
            change.before().values(),
            Secrets.masked(change.type(), change.before()),
            change.after().values(),
            Secrets.masked(change.type(), change.after()),
            change.after().unknown()));
    return found.lines;
  }

  /** Attributes that force a replacement, as dotted paths. */
  static List<String> reasons(ResourceChange change) {
    return change.replacePaths().stream().map(ChangeLines::path).distinct().toList();
  }

  private record Sides(
      JsonNode before,
      JsonNode beforeShown,
      JsonNode after,
      JsonNode afterShown,
      JsonNode unknown) {
    Sides child(String name) {
      return new Sides(
          before.path(name),
          beforeShown.path(name),
          after.path(name),
          afterShown.path(name),
          isTrue(unknown) ? unknown : unknown.path(name));
    }

    Sides element(int index) {
      return new Sides(
          before.path(index),
          beforeShown.path(index),
          after.path(index),
          afterShown.path(index),
          isTrue(unknown) ? unknown : unknown.path(index));
    }

    boolean isMasked() {
      return isMask(beforeShown) || isMask(afterShown);
    }

    private static boolean isMask(JsonNode node) {
      return node.isTextual() && node.textValue().equals(Secrets.MASK);
    }
  }

  private void walk(String path, Sides sides) {
    if (isTrue(sides.unknown())) {
      // What the provider decides anew is no change that anybody made, unless it forces one.
      if (isNothing(sides.before()) && !forcing.contains(path)) {
        return;
      }
      add(path, sides);
    } else if (!sides.isMasked()
        && (sides.before().isObject() || sides.after().isObject())
        && !isScalar(sides.before())
        && !isScalar(sides.after())) {
      for (String name : names(sides)) {
        if (!path.isEmpty() || !SHADOWS.contains(name)) {
          walk(path.isEmpty() ? name : path + "." + name, sides.child(name));
        }
      }
    } else if (!sides.isMasked() && isBlockList(sides.before()) && isBlockList(sides.after())) {
      int most = Math.max(sides.before().size(), sides.after().size());
      for (int i = 0; i < most; i++) {
        walk(most == 1 ? path : path + "[" + i + "]", sides.element(i));
      }
    } else if (differ(sides.before(), sides.after())) {
      add(path, sides);
    }
  }

  private void add(String path, Sides sides) {
    String after = isTrue(sides.unknown()) ? "(known after apply)" : shown(sides.afterShown());
    lines.add(
        "%s: %s -> %s%s"
            .formatted(
                Printable.text(path),
                shown(sides.beforeShown()),
                after,
                forces(path) ? "  # forces replacement" : ""));
  }

  private boolean forces(String path) {
    return forcing.contains(path);
  }

  private static Set<String> names(Sides sides) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode side : List.of(sides.before(), sides.after(), sides.unknown())) {
      for (Iterator<String> fields = side.fieldNames(); fields.hasNext(); ) {
        names.add(fields.next());
      }
    }
    return names;
  }

  static String shown(JsonNode value) {
    if (isNothing(value)) {
      return "(none)";
    }
    if (value.isTextual()) {
      return value.textValue().equals(Secrets.MASK)
          ? Secrets.MASK
          : '"' + Printable.text(value.textValue(), LONGEST) + '"';
    }
    return Printable.text(value.toString(), LONGEST);
  }

  /** {@code template[0].containers[0]} becomes {@code template.containers}: one is the rule. */
  private static String path(JsonNode parts) {
    return StreamSupport.stream(parts.spliterator(), false)
        .filter(part -> !(part.isNumber() && part.intValue() == 0))
        .map(part -> part.isNumber() ? "[" + part.asText() + "]" : part.asText())
        .collect(Collectors.joining("."))
        .replace(".[", "[");
  }

  /** The SDK writes null, empty text, 0, false and empty lists for the same thing. */
  private static boolean differ(JsonNode before, JsonNode after) {
    return !(isEmpty(before) && isEmpty(after)) && !before.equals(after);
  }

  private static boolean isEmpty(JsonNode node) {
    return isNothing(node)
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.textValue().isEmpty())
        || (node.isNumber() && node.decimalValue().signum() == 0)
        || (node.isBoolean() && !node.booleanValue());
  }

  private static boolean isNothing(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static boolean isScalar(JsonNode node) {
    return node.isValueNode() && !isNothing(node);
  }

  private static boolean isBlockList(JsonNode node) {
    return isNothing(node)
        || (node.isArray()
            && StreamSupport.stream(node.spliterator(), false).allMatch(JsonNode::isObject));
  }

  private static boolean isTrue(JsonNode mark) {
    return mark.isBoolean() && mark.booleanValue();
  }

  /** For a map of names, kept here so that both renderings list the same unknowns. */
  static List<String> unknownPaths(ResourceChange change) {
    List<String> paths = new ArrayList<>();
    unknown("", change.after().unknown(), paths);
    return paths;
  }

  private static void unknown(String path, JsonNode node, List<String> paths) {
    if (isTrue(node)) {
      paths.add(path);
    } else if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        unknown(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths);
      }
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        unknown(path + "." + i, node.get(i), paths);
      }
    }
  }
}
