package tollgate.schema.value;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Terraform value. Numbers compare by value, sets without order. */
public sealed interface Value {

  /** No value. */
  record Null() implements Value {}

  record Bool(boolean value) implements Value {}

  record Numeric(BigDecimal value) implements Value {
    public Numeric {
      value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
  }

  record Text(String value) implements Value {}

  /** A list or tuple. */
  record Sequence(List<Value> items) implements Value {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** A set; an element that is not known may stand in it more than once. */
  record Members(List<Value> items) implements Value {
    public Members {
      items = List.copyOf(items);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Members that
          && items.size() == that.items.size()
          && counts(items).equals(counts(that.items));
    }

    @Override
    public int hashCode() {
      int sum = 0;
      for (Value each : items) {
        sum += each.hashCode();
      }
      return sum;
    }

    private static Map<Value, Integer> counts(List<Value> items) {
      Map<Value, Integer> counts = new HashMap<>();
      items.forEach(each -> counts.merge(each, 1, Integer::sum));
      return counts;
    }
  }

  /** An object or a map. */
  record Fields(Map<String, Value> values) implements Value {
    public Fields {
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public Value get(String name) {
      return values.getOrDefault(name, Values.NULL);
    }

    public Fields with(String name, Value value) {
      Map<String, Value> changed = new LinkedHashMap<>(values);
      changed.put(name, value);
      return new Fields(changed);
    }
  }

  /**
   * Known after apply.
   *
   * @param refinement what is known already (a prefix, "not null"), in Terraform's msgpack form;
   *     handed back as it came, empty when there is none
   */
  record Unknown(List<Byte> refinement) implements Value {
    public Unknown {
      refinement = List.copyOf(refinement);
    }
  }

  static Value text(String value) {
    return new Text(value);
  }

  static Value bool(boolean value) {
    return new Bool(value);
  }

  static Value number(long value) {
    return new Numeric(BigDecimal.valueOf(value));
  }

  static Value list(List<? extends Value> items) {
    return new Sequence(List.copyOf(items));
  }

  default boolean isNull() {
    return this instanceof Null;
  }

  default boolean isUnknown() {
    return this instanceof Unknown;
  }

  /** Neither null nor unknown itself; parts may still be. */
  default boolean isPresent() {
    return !isNull() && !isUnknown();
  }

  /** True when no part is unknown. */
  default boolean whollyKnown() {
    if (this instanceof Fields fields) {
      return fields.values().values().stream().allMatch(Value::whollyKnown);
    }
    return !isUnknown() && items().stream().allMatch(Value::whollyKnown);
  }

  /** The elements of a list or set; of anything else none. */
  default List<Value> items() {
    if (this instanceof Sequence sequence) {
      return sequence.items();
    }
    return this instanceof Members members ? members.items() : List.of();
  }

  /** The member of an object or map; null for anything else. */
  default Value at(String name) {
    return this instanceof Fields fields ? fields.get(name) : Values.NULL;
  }

  /** Of a block that occurs at most once, the member of that one. */
  default Value in(String name) {
    List<Value> items = items();
    return items.isEmpty() ? at(name) : items.get(0).at(name);
  }

  default Optional<String> asText() {
    return this instanceof Text text ? Optional.of(text.value()) : Optional.empty();
  }

  /** The text, or "" when there is none. */
  default String textOrEmpty() {
    return asText().orElse("");
  }

  /** A text, number or switch as one writes it; "" of anything else. */
  default String written() {
    if (this instanceof Numeric number) {
      return number.value().toPlainString();
    }
    return this instanceof Bool bool ? String.valueOf(bool.value()) : textOrEmpty();
  }

  default boolean isTrue() {
    return this instanceof Bool bool && bool.value();
  }

  /** Null, "", 0, false or an empty collection: what the provider's SDK takes for "not set". */
  default boolean isZero() {
    if (this instanceof Text text) {
      return text.value().isEmpty();
    }
    if (this instanceof Numeric number) {
      return number.value().signum() == 0;
    }
    if (this instanceof Bool bool) {
      return !bool.value();
    }
    if (this instanceof Fields fields) {
      return fields.values().isEmpty();
    }
    return !isUnknown() && items().isEmpty();
  }
}
