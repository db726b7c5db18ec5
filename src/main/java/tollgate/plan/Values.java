package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The attributes of one object, or of one nested block, on one side of a change. Three parallel
 * trees as Terraform writes them: the values, what is unknown, and what is sensitive.
 *
 * <p>Paths are dotted: {@code settings.ip_configuration.ipv4_enabled}. A part that is a number
 * picks a list element; where a list stands and the part is a name, the first element is meant, so
 * that a block that occurs at most once reads the same whether it is written as an object or as a
 * list of one. For the same reason the number 0 at an object is the object itself.
 */
public record Values(JsonNode values, JsonNode unknown, JsonNode sensitive) {

  private static final JsonNode NOTHING = MissingNode.getInstance();

  /** An object without attributes: the other side of a create or a delete. */
  public static final Values NONE = new Values(NOTHING, NOTHING, NOTHING);

  /** Whether there is an object at all. */
  public boolean exists() {
    return values.isObject() || isTrue(unknown);
  }

  /** The attribute at a dotted path. */
  public Attr get(String path) {
    Values at = at(path);
    if (isTrue(at.unknown)) {
      return new Attr.Unknown();
    }
    return at.values.isMissingNode() || at.values.isNull()
        ? new Attr.Absent()
        : new Attr.Known(at.values);
  }

  /** The first block of that name, or one without attributes. */
  public Values block(String path) {
    List<Values> all = blocks(path);
    return all.isEmpty() ? NONE : all.get(0);
  }

  /** Whether a block of that name is written; an unknown one counts as not written. */
  public boolean has(String path) {
    return !blocks(path).isEmpty();
  }

  /** All blocks at a path, in order; none when they are absent or wholly unknown. */
  public List<Values> blocks(String path) {
    Values at = at(path);
    if (at.values.isObject()) {
      return List.of(at);
    }
    List<Values> blocks = new ArrayList<>();
    for (int i = 0; i < at.values.size(); i++) {
      if (at.values.get(i).isObject()) {
        blocks.add(at.element(i));
      }
    }
    return List.copyOf(blocks);
  }

  /** Whether the value at a path, or a part of it, is marked sensitive. */
  public boolean isSensitive(String path) {
    return containsTrue(at(path).sensitive);
  }

  /** Whether the value at a path, or a part of it, is known only after apply. */
  public boolean isPartlyUnknown(String path) {
    return containsTrue(at(path).unknown);
  }

  private Values at(String path) {
    Values at = this;
    for (String part : path.split("\\.", -1)) {
      at = at.child(part);
    }
    return at;
  }

  private Values child(String part) {
    boolean listHere = values.isArray() || unknown.isArray();
    if (listHere) {
      return isIndex(part) ? element(Integer.parseInt(part)) : element(0).child(part);
    }
    if (part.equals("0") && values.isObject() && !values.has(part) && !unknown.has(part)) {
      return this;
    }
    return new Values(
        values.path(part),
        isTrue(unknown) ? unknown : unknown.path(part),
        isTrue(sensitive) ? sensitive : sensitive.path(part));
  }

  private Values element(int index) {
    return new Values(
        values.path(index),
        isTrue(unknown) ? unknown : unknown.path(index),
        isTrue(sensitive) ? sensitive : sensitive.path(index));
  }

  private static boolean isIndex(String part) {
    return !part.isEmpty() && part.length() < 7 && part.chars().allMatch(Character::isDigit);
  }

  private static boolean isTrue(JsonNode mark) {
    return mark.isBoolean() && mark.booleanValue();
  }

  private static boolean containsTrue(JsonNode mark) {
    if (isTrue(mark)) {
      return true;
    }
    for (JsonNode child : mark) {
      if (containsTrue(child)) {
        return true;
      }
    }
    return false;
  }
}
