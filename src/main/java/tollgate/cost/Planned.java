package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Arguments.Written;
import tollgate.plan.Attr;
import tollgate.plan.Plan;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;
import tollgate.plan.Values;
import tollgate.plan.Zones;

/**
 * One object as a meter sees it: its attributes on one side of a change, with what nobody wrote set
 * apart from what is known only after apply.
 */
final class Planned {

  /** Longer than any quantity or name that Google takes. */
  private static final int LONGEST_TEXT = 400;

  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000_000_000L);

  private final StackPlan stack;
  private final ResourceChange change;
  private final Values values;
  private final boolean prior;
  private final Defaults defaults;

  Planned(StackPlan stack, ResourceChange change, Values values, boolean prior, Defaults defaults) {
    this.stack = stack;
    this.change = change;
    this.values = values;
    this.prior = prior;
    this.defaults = defaults;
  }

  ResourceChange change() {
    return change;
  }

  String type() {
    return change.type();
  }

  String stack() {
    return stack.stack();
  }

  Values values() {
    return values;
  }

  /**
   * The attribute at a dotted path. Absent means that Google's default holds: nobody wrote it, also
   * when Terraform marks it as known only after apply. Unknown means that it depends on something.
   */
  Attr get(String path) {
    Attr attr = values.get(path);
    if (attr.isUnknown() && plan().written(change, path) == Written.NO) {
      attr = new Attr.Absent();
    }
    if (attr.isAbsent() && isSynthesized() && isInWrittenBlock(path)) {
      Optional<JsonNode> byProvider = defaults.of(type(), path);
      return byProvider.isPresent() ? new Attr.Known(byProvider.get()) : attr;
    }
    return attr;
  }

  /** The text at a path where it is known and of a sane length. */
  Optional<String> text(String path) {
    return get(path).text().filter(text -> !text.isEmpty() && text.length() <= LONGEST_TEXT);
  }

  /**
   * The value of a key, which may hold dots, in the map at a path: an annotation. Unknown also when
   * the map has some unknown value and does not show the key.
   */
  Attr entry(String path, String key) {
    Attr map = get(path);
    Optional<JsonNode> value = map.node().map(node -> node.path(key));
    if (value.isPresent() && value.get().isValueNode() && !value.get().isNull()) {
      return new Attr.Known(value.get());
    }
    boolean hidden = map.isUnknown() || (!map.isAbsent() && values.isPartlyUnknown(path));
    return hidden ? new Attr.Unknown() : new Attr.Absent();
  }

  boolean isUnknown(String path) {
    return get(path).isUnknown();
  }

  /** Whether there is no value, or an empty text, as states write what was never set. */
  boolean isUnset(String path) {
    Attr attr = get(path);
    return attr.isAbsent() || attr.text().filter(String::isEmpty).isPresent();
  }

  boolean isTrue(String path) {
    return get(path).isTrue();
  }

  /** How many blocks stand at a path; a block that is wholly unknown counts as none. */
  int count(String path) {
    return values.blocks(path).size();
  }

  List<Values> blocks(String path) {
    return values.blocks(path);
  }

  /**
   * A quantity.
   *
   * @param unset what Google takes when nobody wrote one; empty where that cannot be told
   * @param costliest the most that is allowed, for a value that is known only after apply; empty
   *     where there is no such bound
   * @return empty when it cannot be told; the bill then says why
   */
  Optional<Amount> amount(
      String path, Optional<Amount> unset, Optional<Amount> costliest, Bill bill) {
    Attr attr = get(path);
    if (attr.isUnknown()) {
      if (costliest.isEmpty()) {
        bill.uncovered(path + " is known only after apply, and the price depends on it");
      }
      return costliest.map(
          most ->
              most.withNote(
                  "%s is known only after apply: the most that is allowed, %s, is counted"
                      .formatted(path, most.value().toPlainString())));
    }
    if (isUnset(path)) {
      if (unset.isEmpty()) {
        bill.uncovered(path + " is not set, and the price depends on it");
      }
      return unset;
    }
    Optional<BigDecimal> number = attr.number().filter(Planned::isQuantity);
    if (number.isEmpty()) {
      bill.uncovered(
          "%s is %s, which is no quantity"
              .formatted(path, Notes.quoted(attr.node().map(JsonNode::asText).orElse(""))));
    }
    return number.map(Amount::of);
  }

  static boolean isQuantity(BigDecimal number) {
    return number.signum() >= 0 && number.compareTo(LARGEST) <= 0;
  }

  /** The region of the first of these attributes that is set, or the provider block's. */
  Place place(String... paths) {
    for (String path : paths) {
      Attr attr = get(path);
      if (attr.isUnknown()) {
        return Place.nowhere(path + " is known only after apply, and prices differ by region");
      }
      Optional<String> written = text(path);
      if (written.isPresent()) {
        return Place.at(Zones.region(written.get()));
      }
    }
    return plan()
        .providerSetting(change, "region")
        .or(() -> plan().providerSetting(change, "zone"))
        .map(setting -> Place.at(Zones.region(setting)))
        .orElseGet(
            () ->
                Place.nowhere(
                    "neither the resource nor its provider block names a region, and prices differ"
                        + " by region"));
  }

  /** What the argument refers to in the configuration; nothing for an object as it was. */
  Set<String> references(String path) {
    return prior ? Set.of() : plan().references(change, path);
  }

  /** The project, or empty text for the provider's own. */
  String project() {
    if (isUnknown("project")) {
      // Nobody's but its own, so that nothing is shared with it.
      return "of " + change.address().text();
    }
    return text("project").or(() -> plan().providerSetting(change, "project")).orElse("");
  }

  private Plan plan() {
    return stack.plan();
  }

  /** The provider fills defaults only into blocks that are there. */
  private boolean isInWrittenBlock(String path) {
    int dot = path.lastIndexOf('.');
    return dot < 0 || values.has(path.substring(0, dot));
  }

  private boolean isSynthesized() {
    return plan().formatVersion().equals("synth");
  }
}
