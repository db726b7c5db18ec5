package tollgate.sandbox.provider;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tollgate.sandbox.behaviour.Draft;
import tollgate.sandbox.behaviour.Spellings;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.value.JsonValues;
import tollgate.schema.value.Path;
import tollgate.schema.value.Type;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * Compares the configuration with the state the way the provider's SDK does, and makes the plan of
 * it. The SDK's habits are kept where they show in a plan: "" and null are one in comparisons, an
 * Optional+Computed argument that is left out keeps its value, elements of a changed set are
 * written out whole.
 */
final class Difference {
  /** Stands for the position of an element in a set, which has none. */
  private static final int IN_SET = -1;

  private final Draft draft;
  private final Spellings spellings;

  /** Whether something that is there is to become what is not known yet. */
  private final boolean unknowns;

  Difference(Draft draft, Spellings spellings) {
    this.draft = draft;
    this.spellings = spellings;
    this.unknowns = !draft.creating() && !draft.config().whollyKnown();
  }

  /**
   * Where an attribute stands.
   *
   * @param inSet inside an element of a set
   * @param inNew inside a block that was not there before
   */
  private record Place(Path path, boolean inSet, boolean inNew) {
    Place name(String name) {
      return new Place(path.name(name), inSet, inNew);
    }

    Place element(int index, boolean isNew) {
      return new Place(path.index(index), inSet || index == IN_SET, inNew || isNew);
    }
  }

  /** The plan for the whole resource: the draft's prior state against what is wanted. */
  Value.Fields plan(Value wanted) {
    boolean creating = draft.creating();
    return block(
        draft.type().block(), draft.prior(), wanted, new Place(Path.ROOT, false, creating));
  }

  private Value.Fields block(Block block, Value old, Value fresh, Place place) {
    Map<String, Value> planned = new LinkedHashMap<>();
    for (Attribute each : block.attributes().values()) {
      String name = each.name();
      planned.put(name, attribute(each, old.at(name), fresh.at(name), place.name(name)));
    }
    for (NestedBlock each : block.blocks().values()) {
      String name = each.name();
      planned.put(name, nested(each, old.at(name), fresh.at(name), place.name(name)));
    }
    return new Value.Fields(planned);
  }

  private Value attribute(Attribute attribute, Value old, Value given, Place place) {
    if (attribute.writeOnly()) {
      return Values.NULL;
    }
    Type type = Type.parse(attribute.type());
    Value fresh = defaulted(attribute, given);
    if (fresh.isPresent()) {
      fresh = spellings.normal(draft.type().type(), place.path(), fresh);
    }
    return type instanceof Type.Scalar scalar
        ? scalar(attribute, scalar, old, fresh, place)
        : collection(attribute, type, old, fresh, place);
  }

  private Value scalar(Attribute attribute, Type.Scalar type, Value old, Value fresh, Place place) {
    boolean forceNew = attribute.forceNew();
    if (fresh.isUnknown()) {
      return differs(forceNew, old, fresh, place);
    }
    Value compared = fresh.isNull() && !old.isNull() ? type.zero() : fresh;
    boolean same = old.equals(compared) || (isBlank(old) && isBlank(compared));
    // In a block that is new to what exists, the SDK leaves a computed text or number empty.
    boolean computed = draft.creating() && place.inNew() && attribute.computed();
    boolean settled = !isBlank(old) || !computed;
    if (same && !place.inSet() && settled) {
      return old;
    }
    if (!old.isNull() && fresh.isNull()) {
      if (attribute.computed()) {
        return old;
      }
      return same ? Values.NULL : differs(forceNew, old, Values.NULL, place);
    }
    if (isBlank(fresh)) {
      if (attribute.computed()) {
        if (fresh.isPresent() && spellings.same(draft, place.path(), fresh, fresh)) {
          // No difference to the SDK, so what is written stays: Google is not asked to choose.
          return isBlank(old) ? fresh : old;
        }
        return isBlank(old) ? differs(forceNew, old, Values.UNKNOWN, place) : old;
      }
      Value blank = type == Type.Scalar.STRING ? Value.text("") : Values.NULL;
      return same ? blank : differs(forceNew, old, blank, place);
    }
    return same ? fresh : differs(forceNew, old, fresh, place);
  }

  private Value collection(Attribute attribute, Type type, Value old, Value fresh, Place place) {
    boolean forceNew = attribute.forceNew();
    // The SDK takes a collection with one unknown element for unknown as a whole.
    if (!fresh.whollyKnown()) {
      // Its length is "" then, which may be what nothing is.
      if (fresh.isUnknown()
          && keepsUnknownSet(attribute.computed(), type instanceof Type.SetOf, old)) {
        return old;
      }
      if (old.isZero() && spellings.same(draft, place.path(), Values.NULL, Values.NULL)) {
        return old;
      }
      return differs(forceNew, old, Values.UNKNOWN, place);
    }
    if (fresh.isNull() && attribute.computed()) {
      return old.isNull() && place.inNew() ? differs(forceNew, old, Values.UNKNOWN, place) : old;
    }
    Value before = old.isNull() ? type.zero() : old;
    Value after = fresh.isNull() ? type.zero() : fresh;
    if (Alike.equal(before, after)) {
      return place.inSet() && old.isNull() ? type.zero() : old;
    }
    if (!place.inSet() && spellings.same(draft, place.path(), old, fresh)) {
      return old;
    }
    if (type instanceof Type.SetOf && sameKeys(place, before, after)) {
      return old;
    }
    if (type instanceof Type.ListOf && before.items().size() == after.items().size()) {
      return elements(forceNew, before, after, place);
    }
    touch(forceNew, place);
    return after;
  }

  /** A set that Google may choose, and that is wholly unknown now, counts as not written. */
  private static boolean keepsUnknownSet(boolean computed, boolean set, Value old) {
    return computed && set && !old.isZero();
  }

  private boolean sameKeys(Place place, Value before, Value after) {
    Function<Value, Object> key = spellings.key(draft.type().type(), place.path());
    return key != null && keys(key, before).equals(keys(key, after));
  }

  private static Set<Object> keys(Function<Value, Object> key, Value set) {
    return set.items().stream().map(key).collect(Collectors.toSet());
  }

  /** Lists of one length differ element by element. */
  private Value elements(boolean forceNew, Value before, Value after, Place place) {
    List<Value> planned = new ArrayList<>();
    for (int i = 0; i < after.items().size(); i++) {
      Value old = before.items().get(i);
      Value fresh = after.items().get(i);
      planned.add(Alike.equal(old, fresh) ? old : differs(forceNew, old, fresh, place));
    }
    return new Value.Sequence(planned);
  }

  private Value nested(NestedBlock block, Value old, Value fresh, Place place) {
    if (block.nesting() == NestedBlock.Nesting.SINGLE) {
      if (!Alike.equal(old, fresh) && !block.name().equals("timeouts")) {
        touch(block.forceNew(), place);
      }
      return fresh;
    }
    if (fresh.isUnknown()) {
      return keepsUnknownSet(block.computed(), block.nesting() == NestedBlock.Nesting.SET, old)
          ? old
          : differs(block.forceNew(), old, fresh, place);
    }
    Value before = old.isNull() ? Type.absent(block) : old;
    if (fresh.items().isEmpty() && block.computed()) {
      return place.inNew()
              && before.items().isEmpty()
              && !spellings.same(draft, place.path(), before, fresh)
          ? differs(block.forceNew(), old, Values.UNKNOWN, place)
          : before;
    }
    return block.nesting() == NestedBlock.Nesting.SET
        ? members(block, before, fresh, place)
        : sequence(block, before, fresh, place);
  }

  private Value sequence(NestedBlock block, Value before, Value fresh, Place place) {
    List<Value> olds = before.items();
    List<Value> news = fresh.items();
    if (!place.inSet() && spellings.same(draft, place.path(), before, fresh)) {
      return before;
    }
    if (unknowns && !place.inSet() && !place.inNew() && Blanks.same(block.block(), before, fresh)) {
      return before;
    }
    if (olds.size() != news.size()) {
      touch(block.forceNew(), place);
      for (int i = news.size(); i < olds.size(); i++) {
        gone(block.block(), olds.get(i), place.element(i, false));
      }
    }
    List<Value> planned = new ArrayList<>();
    for (int i = 0; i < news.size(); i++) {
      Value old = i < olds.size() ? olds.get(i) : Values.NULL;
      Place at = place.element(i, old.isNull());
      planned.add(
          news.get(i).isUnknown()
              ? differs(block.forceNew(), old, news.get(i), at)
              : block(block.block(), old, news.get(i), at));
    }
    return new Value.Sequence(planned);
  }

  /**
   * What was set in a block that is gone is compared with nothing, and may force a new resource.
   */
  private void gone(Block block, Value old, Place place) {
    for (Attribute each : block.attributes().values()) {
      Value was = old.at(each.name());
      boolean usual = was.equals(defaulted(each, Values.NULL));
      if (each.forceNew() && !each.computed() && !was.isZero() && !usual) {
        touch(true, place.name(each.name()));
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      List<Value> items = old.at(each.name()).items();
      if (each.computed() || items.isEmpty()) {
        continue;
      }
      Place inner = place.name(each.name());
      touch(each.forceNew(), inner);
      if (each.nesting() == NestedBlock.Nesting.LIST) {
        for (int i = 0; i < items.size(); i++) {
          gone(each.block(), items.get(i), inner.element(i, false));
        }
      }
    }
  }

  private Value members(NestedBlock block, Value before, Value fresh, Place place) {
    Path inside = place.path().index(IN_SET);
    Function<Value, Object> key = spellings.key(draft.type().type(), place.path());
    List<Value> left = new ArrayList<>(before.items());
    List<Value> matches = new ArrayList<>();
    for (Value each : fresh.items()) {
      Value match =
          left.stream()
              .filter(was -> each.isPresent() && twins(key, block.block(), was, each, inside))
              .findFirst()
              .orElse(Values.NULL);
      left.remove(match);
      matches.add(match);
    }
    if (left.isEmpty() && matches.stream().noneMatch(Value::isNull)) {
      return before;
    }
    touch(block.forceNew(), place);
    left.forEach(was -> gone(block.block(), was, place.element(IN_SET, false)));
    List<Value> planned = new ArrayList<>();
    for (int i = 0; i < matches.size(); i++) {
      Value each = fresh.items().get(i);
      Value match = matches.get(i);
      planned.add(
          each.isUnknown()
              ? each
              : block(block.block(), match, each, place.element(IN_SET, match.isNull())));
    }
    return new Value.Members(planned);
  }

  private boolean twins(
      @Nullable Function<Value, Object> key, Block block, Value old, Value fresh, Path path) {
    return (key != null && fresh.whollyKnown())
        ? key.apply(old).equals(key.apply(fresh))
        : alike(block, old, fresh, path);
  }

  /** Whether an element of the configured set is that element of the old one. */
  private boolean alike(Block block, Value old, Value fresh, Path path) {
    for (Attribute each : block.attributes().values()) {
      Value was = old.at(each.name());
      Value now = defaulted(each, fresh.at(each.name()));
      boolean open = each.computed() && now.isNull();
      if (!open && !Alike.equal(was, now) && !same(path.name(each.name()), was, now)) {
        return false;
      }
    }
    for (NestedBlock each : block.blocks().values()) {
      List<Value> was = old.at(each.name()).items();
      List<Value> now = fresh.at(each.name()).items();
      if (each.computed() && now.isEmpty()) {
        continue;
      }
      if (was.size() != now.size()) {
        return false;
      }
      for (int i = 0; i < was.size(); i++) {
        Path inner = path.name(each.name()).index(i);
        if (!alike(each.block(), was.get(i), now.get(i), inner)) {
          return false;
        }
      }
    }
    return true;
  }

  private static Value defaulted(Attribute attribute, Value given) {
    return given.isNull() && attribute.defaultValue().isPresent()
        ? JsonValues.read(Type.parse(attribute.type()), attribute.defaultValue().get())
        : given;
  }

  private boolean same(Path path, Value old, Value fresh) {
    return old.isPresent() && fresh.isPresent() && spellings.same(draft, path, old, fresh);
  }

  private Value differs(boolean forceNew, Value old, Value fresh, Place place) {
    if (!fresh.isUnknown() && spellings.same(draft, place.path(), old, fresh)) {
      return place.inSet() && old.isNull() ? fresh : old;
    }
    touch(forceNew, place);
    return fresh;
  }

  private void touch(boolean forceNew, Place place) {
    draft.touch();
    if (forceNew) {
      draft.forceNew(outsideSets(place.path()));
    }
  }

  /** Terraform's paths cannot point into a set: they end at it. */
  private static Path outsideSets(Path path) {
    int end = path.steps().indexOf(new Path.Index(IN_SET));
    return end < 0 ? path : new Path(path.steps().subList(0, end));
  }

  /** What the SDK's text form of a value shows as "". */
  private static boolean isBlank(Value value) {
    return value.isNull() || value.asText().filter(String::isEmpty).isPresent();
  }
}
