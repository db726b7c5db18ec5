package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What differs between two versions of the provider, in Terraform's own facts.
 *
 * @param added resource types and data sources ({@code data.NAME}) that are new
 * @param removed those that are gone
 * @param changed what is different, by type, in the order of the names
 */
public record SchemaDiff(
    Set<String> added, Set<String> removed, Map<String, List<Change>> changed) {

  /** What happened to an argument or block. */
  public enum Kind {
    ADDED('+'),
    REMOVED('-'),
    RETYPED('~'),
    CHANGED('~');

    private final char sign;

    Kind(char sign) {
      this.sign = sign;
    }
  }

  /**
   * One difference.
   *
   * @param path names joined by dots
   * @param what in words
   */
  public record Change(Kind kind, String path, String what) {
    @Override
    public String toString() {
      return "%s %s: %s".formatted(kind.sign, path, what);
    }
  }

  public SchemaDiff {
    changed = Map.copyOf(changed);
  }

  /** From one schema in the shipped form to another. */
  public static SchemaDiff between(JsonNode before, JsonNode after) {
    Set<String> added = new TreeSet<>();
    Set<String> removed = new TreeSet<>();
    Map<String, List<Change>> changed = new TreeMap<>();
    for (String section : List.of("resource_schemas", "data_source_schemas")) {
      String prefix = section.startsWith("data") ? "data." : "";
      JsonNode old = before.path("provider_schemas").path(Schema.ADDRESS).path(section);
      JsonNode now = after.path("provider_schemas").path(Schema.ADDRESS).path(section);
      for (String type : names(old, now)) {
        if (!old.has(type)) {
          added.add(prefix + type);
        } else if (!now.has(type)) {
          removed.add(prefix + type);
        } else {
          List<Change> changes = new ArrayList<>();
          blocks(old.path(type).path("block"), now.path(type).path("block"), "", changes);
          if (!changes.isEmpty()) {
            changed.put(prefix + type, List.copyOf(changes));
          }
        }
      }
    }
    return new SchemaDiff(added, removed, changed);
  }

  /**
   * How many differences there are, by kind.
   *
   * @param except types that do not count
   */
  public Map<Kind, Long> counts(Set<String> except) {
    return changed.entrySet().stream()
        .filter(each -> !except.contains(each.getKey()))
        .flatMap(each -> each.getValue().stream())
        .collect(Collectors.groupingBy(Change::kind, Collectors.counting()));
  }

  private static void blocks(JsonNode old, JsonNode now, String prefix, List<Change> changes) {
    JsonNode oldAttributes = old.path("attributes");
    JsonNode newAttributes = now.path("attributes");
    JsonNode oldBlocks = old.path("block_types");
    JsonNode newBlocks = now.path("block_types");
    for (String name : names(oldAttributes, newAttributes)) {
      JsonNode from = oldAttributes.path(name);
      JsonNode to = newAttributes.path(name);
      String path = prefix + name;
      if (to.isMissingNode()) {
        changes.add(
            newBlocks.has(name)
                ? new Change(Kind.RETYPED, path, "was %s, is a block".formatted(type(from)))
                : new Change(Kind.REMOVED, path, "is gone"));
      } else if (from.isMissingNode()) {
        changes.add(
            oldBlocks.has(name)
                ? new Change(Kind.RETYPED, path, "was a block, is %s".formatted(type(to)))
                : new Change(Kind.ADDED, path, "%s, %s".formatted(type(to), need(to))));
      } else {
        attribute(from, to, path, changes);
      }
    }
    for (String name : names(oldBlocks, newBlocks)) {
      String path = prefix + name;
      JsonNode from = oldBlocks.path(name);
      JsonNode to = newBlocks.path(name);
      if (to.isMissingNode()) {
        if (!newAttributes.has(name)) {
          changes.add(new Change(Kind.REMOVED, path, "the block is gone"));
        }
      } else if (from.isMissingNode()) {
        if (!oldAttributes.has(name)) {
          changes.add(new Change(Kind.ADDED, path, "a block, " + times(to)));
        }
      } else {
        nested(from, to, path, changes);
      }
    }
  }

  private static void attribute(JsonNode from, JsonNode to, String path, List<Change> changes) {
    if (!from.path("type").equals(to.path("type"))) {
      changes.add(
          new Change(
              Kind.RETYPED,
              path,
              "was %s, is %s".formatted(type(from.path("type")), type(to.path("type")))));
    }
    if (!need(from).equals(need(to))) {
      changes.add(new Change(Kind.CHANGED, path, "was %s, is %s".formatted(need(from), need(to))));
    }
    for (String flag : List.of("sensitive", "write_only", "deprecated")) {
      if (from.path(flag).asBoolean() != to.path(flag).asBoolean()) {
        changes.add(
            new Change(
                Kind.CHANGED,
                path,
                "is %s %s"
                    .formatted(
                        flag.replace('_', '-'), to.path(flag).asBoolean() ? "now" : "no longer")));
      }
    }
  }

  private static void nested(JsonNode from, JsonNode to, String path, List<Change> changes) {
    if (!from.path("nesting_mode").equals(to.path("nesting_mode"))) {
      changes.add(
          new Change(
              Kind.RETYPED,
              path,
              "was a %s of blocks, is a %s"
                  .formatted(
                      from.path("nesting_mode").asText(), to.path("nesting_mode").asText())));
    }
    if (!times(from).equals(times(to))) {
      changes.add(
          new Change(Kind.CHANGED, path, "was %s, is %s".formatted(times(from), times(to))));
    }
    blocks(from.path("block"), to.path("block"), path + ".", changes);
  }

  private static Set<String> names(JsonNode old, JsonNode now) {
    Set<String> names = new TreeSet<>();
    old.fieldNames().forEachRemaining(names::add);
    now.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String need(JsonNode attribute) {
    if (attribute.path("required").asBoolean()) {
      return "required";
    }
    boolean computed = attribute.path("computed").asBoolean();
    if (attribute.path("optional").asBoolean()) {
      return computed ? "optional and filled in by Google" : "optional";
    }
    return computed ? "filled in by Google" : "not to be set";
  }

  private static String times(JsonNode block) {
    int least = block.path("min_items").asInt();
    int most = block.path("max_items").asInt();
    return (least > 0 ? "at least " + least : "optional") + (most > 0 ? ", at most " + most : "");
  }

  /** Terraform's type in words; {@code attribute} may be an attribute or a type itself. */
  private static String type(JsonNode attribute) {
    JsonNode type = attribute.isObject() ? attribute.path("type") : attribute;
    if (type.isArray()) {
      return type.path(0).asText().equals("object")
          ? "an object"
          : "a %s of %s".formatted(type.path(0).asText(), type(type.path(1)));
    }
    return type.asText();
  }
}
