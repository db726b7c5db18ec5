package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tollgate.sandbox.behaviour.Draft;
import tollgate.sandbox.behaviour.Spellings;
import tollgate.sandbox.value.JsonValues;
import tollgate.sandbox.value.Path;
import tollgate.sandbox.value.Type;
import tollgate.sandbox.value.Value;
import tollgate.sandbox.value.Values;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;

/**
 * Compares the configuration with the state the way the provider's SDK does, and makes the plan of
 * it. The SDK's habits are kept where they show in a plan: "" and null are one in comparisons, an
 * Optional+Computed argument that is left out keeps its value, elements of a set are written out
 * whole.
 */
final class Difference {
  private final Draft draft;
  private final Spellings spellings;

  Difference(Draft draft, Spellings spellings) {
    this.draft = draft;
    this.spellings = spellings;
  }

  /** The plan for a block: {@code old} may be null, {@code fresh} is what is wanted. */
  Value.Fields block(Block block, Value old, Value fresh, Path path, boolean inSet) {
    Map<String, Value> planned = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      Path at = path.name(each.name());
      planned.put(
          each.name(), attribute(each, old.at(each.name()), fresh.at(each.name()), at, inSet));
    }
    for (NestedBlock each : block.blocks().values()) {
      Path at = path.name(each.name());
      planned.put(each.name(), nested(each, old.at(each.name()), fresh.at(each.name()), at, inSet));
    }
    return new Value.Fields(planned);
  }

  private Value attribute(Attribute attribute, Value old, Value given, Path path, boolean inSet) {
    if (attribute.writeOnly()) {
      return Values.NULL;
    }
    Value fresh = given;
    if (fresh.isNull() && attribute.defaultValue().isPresent()) {
      fresh = JsonValues.read(Type.parse(attribute.type()), attribute.defaultValue().get());
    }
    Type type = Type.parse(attribute.type());
    if (fresh.isPresent()) {
      fresh = spellings.normal(draft.type().type(), path, fresh);
    }
    if (type instanceof Type.Scalar) {
      return scalar(attribute, type, old, fresh, path, inSet);
    }
    return collection(attribute, type, old, fresh, path, inSet);
  }

  private Value scalar(
      Attribute attribute, Type type, Value old, Value fresh, Path path, boolean inSet) {
    if (fresh.isUnknown()) {
      return differs(attribute.forceNew(), path, old, Values.UNKNOWN, inSet);
    }
    boolean existing = !draft.creating();
    Value compared = fresh.isNull() && !old.isNull() ? zero(type) : fresh;
    boolean same = same(old, compared);
    boolean empty = isEmptyText(old);
    if (same && !inSet && (!empty || existing)) {
      return old;
    }
    if (same && !inSet && !attribute.computed()) {
      return old;
    }
    boolean removed = !old.isNull() && fresh.isNull();
    if (removed && attribute.computed()) {
      return old;
    }
    if (removed) {
      return differs(attribute.forceNew(), path, old, Values.NULL, inSet);
    }
    if (isEmptyText(fresh)) {
      if (attribute.computed()) {
        if (!empty) {
          return old;
        }
        return differs(attribute.forceNew(), path, old, Values.UNKNOWN, inSet);
      }
      Value blank = type == Type.Scalar.STRING ? Value.text("") : Values.NULL;
      return same ? blank : differs(attribute.forceNew(), path, old, blank, inSet);
    }
    return same ? fresh : differs(attribute.forceNew(), path, old, fresh, inSet);
  }

  private Value collection(
      Attribute attribute, Type type, Value old, Value fresh, Path path, boolean inSet) {
    boolean forceNew = attribute.forceNew();
    if (fresh.isUnknown()) {
      return differs(forceNew, path, old, Values.UNKNOWN, inSet);
    }
    if (type instanceof Type.MapOf && !fresh.whollyKnown()) {
      return differs(forceNew, path, old, Values.UNKNOWN, inSet);
    }
    if (fresh.isNull() && attribute.computed()) {
      return old.isNull() && draft.creating()
          ? differs(forceNew, path, old, Values.UNKNOWN, inSet)
          : old;
    }
    Value before = old.isNull() ? emptyOf(type) : old;
    Value after = fresh.isNull() ? emptyOf(type) : fresh;
    if (equal(before, after)) {
      if (inSet && old.isNull() && fresh.isNull()) {
        return emptyOf(type);
      }
      if (attribute.computed() && fresh.isNull() && draft.creating()) {
        return differs(forceNew, path, old, Values.UNKNOWN, inSet);
      }
      return old;
    }
    if (spellings.same(draft, path, old, fresh) && !inSet) {
      return old;
    }
    if (type instanceof Type.ListOf && before.items().size() == after.items().size()) {
      return elements(forceNew, before, after, path);
    }
    touch(forceNew, path);
    return after;
  }

  /** Lists of one length differ element by element. */
  private Value elements(boolean forceNew, Value before, Value after, Path path) {
    List<Value> planned = new ArrayList<>();
    for (int i = 0; i < after.items().size(); i++) {
      Value old = before.items().get(i);
      Value fresh = after.items().get(i);
      Path at = path.index(i);
      planned.add(equal(old, fresh) ? old : differs(forceNew, at, old, fresh, false));
    }
    return new Value.Sequence(planned);
  }

  private Value nested(NestedBlock block, Value old, Value fresh, Path path, boolean inSet) {
    if (block.nesting() == NestedBlock.Nesting.SINGLE) {
      return single(block, old, fresh, path);
    }
    if (fresh.isUnknown()) {
      return differs(block.forceNew(), path, old, Values.UNKNOWN, inSet);
    }
    List<Value> before = old.items();
    List<Value> after = fresh.items();
    if (after.isEmpty() && block.computed()) {
      return draft.creating() && before.isEmpty() && !inSet
          ? differs(block.forceNew(), path, old, Values.UNKNOWN, false)
          : old.isNull() ? Type.absent(block) : old;
    }
    if (block.nesting() == NestedBlock.Nesting.SET) {
      return members(block, old, fresh, path);
    }
    if (before.size() != after.size()) {
      if (!inSet && spellings.same(draft, path, old, fresh)) {
        return old;
      }
      touch(block.forceNew(), path);
    }
    List<Value> planned = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      Value was = i < before.size() ? before.get(i) : Values.NULL;
      if (after.get(i).isUnknown()) {
        planned.add(differs(block.forceNew(), path.index(i), was, Values.UNKNOWN, inSet));
      } else {
        planned.add(block(block.block(), was, after.get(i), path.index(i), inSet));
      }
    }
    return new Value.Sequence(planned);
  }

  /** Timeouts and the like, which Terraform merges by itself. */
  private Value single(NestedBlock block, Value old, Value fresh, Path path) {
    if (!equal(old, fresh) && !block.name().equals("timeouts")) {
      touch(block.forceNew(), path);
    }
    return fresh;
  }

  private Value members(NestedBlock block, Value old, Value fresh, Path path) {
    List<Value> planned = new ArrayList<>();
    for (Value each : fresh.items()) {
      if (each.isUnknown()) {
        planned.add(each);
      } else {
        Value match =
            old.items().stream().filter(was -> equal(was, each)).findFirst().orElse(Values.NULL);
        planned.add(
            match.isNull() ? block(block.block(), Values.NULL, each, path.index(-1), true) : match);
      }
    }
    Value result = new Value.Members(planned);
    Value before = old.isNull() ? Values.EMPTY_SET : old;
    if (!result.equals(before)) {
      touch(block.forceNew(), path);
    }
    return result;
  }

  private Value differs(boolean forceNew, Path path, Value old, Value fresh, boolean inSet) {
    if (spellings.same(draft, path, old, fresh)) {
      if (inSet) {
        return old.isNull() && fresh.asText().isPresent() ? fresh : old;
      }
      return old;
    }
    touch(forceNew, path);
    return fresh;
  }

  private void touch(boolean forceNew, Path path) {
    draft.touch();
    if (forceNew) {
      draft.forceNew(outsideSets(path));
    }
  }

  /** Terraform's paths cannot point into a set: they end at it. */
  private static Path outsideSets(Path path) {
    int end = path.steps().indexOf(new Path.Index(-1));
    return end < 0 ? path : new Path(path.steps().subList(0, end));
  }

  private static boolean same(Value old, Value fresh) {
    return old.equals(fresh) || (isEmptyText(old) && isEmptyText(fresh));
  }

  /** What the SDK's text form of a value shows as "". */
  private static boolean isEmptyText(Value value) {
    return value.isNull() || value.asText().filter(String::isEmpty).isPresent();
  }

  private static Value zero(Type type) {
    if (type == Type.Scalar.BOOL) {
      return Value.bool(false);
    }
    return type == Type.Scalar.NUMBER ? Value.number(0) : Value.text("");
  }

  private static Value emptyOf(Type type) {
    if (type instanceof Type.SetOf) {
      return Values.EMPTY_SET;
    }
    return type instanceof Type.ListOf ? Values.EMPTY_LIST : new Value.Fields(Map.of());
  }

  /** Equal as the SDK sees it: inside collections null is the same as the zero value. */
  static boolean equal(Value one, Value other) {
    if (one.equals(other) || (one.isZero() && other.isZero())) {
      return true;
    }
    if (one instanceof Value.Fields a && other instanceof Value.Fields b) {
      return a.values().keySet().stream().allMatch(k -> equal(a.get(k), b.get(k)))
          && b.values().keySet().stream().allMatch(k -> equal(a.get(k), b.get(k)));
    }
    if (one.getClass() != other.getClass() || one.items().size() != other.items().size()) {
      return false;
    }
    if (one instanceof Value.Members) {
      List<Value> left = new ArrayList<>(other.items());
      for (Value each : one.items()) {
        Value match =
            left.stream().filter(candidate -> equal(each, candidate)).findFirst().orElse(null);
        if (match == null) {
          return false;
        }
        left.remove(match);
      }
      return true;
    }
    if (one instanceof Value.Sequence) {
      for (int i = 0; i < one.items().size(); i++) {
        if (!equal(one.items().get(i), other.items().get(i))) {
          return false;
        }
      }
      return true;
    }
    return Objects.equals(one, other);
  }
}
