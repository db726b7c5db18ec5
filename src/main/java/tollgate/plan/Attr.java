package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Optional;

/** The value of one attribute in a plan: known, known only after apply, or not set at all. */
public sealed interface Attr {

  /** A value; never JSON null. */
  record Known(JsonNode value) implements Attr {}

  /** Decided by the provider during apply. */
  record Unknown() implements Attr {}

  /** Not written, or null. */
  record Absent() implements Attr {}

  default boolean isKnown() {
    return this instanceof Known;
  }

  default boolean isUnknown() {
    return this instanceof Unknown;
  }

  default boolean isAbsent() {
    return this instanceof Absent;
  }

  /** The JSON value where it is known. */
  default Optional<JsonNode> node() {
    return this instanceof Known known ? Optional.of(known.value()) : Optional.empty();
  }

  /** The value as text where it is a known string, number or boolean. */
  default Optional<String> text() {
    return node().filter(JsonNode::isValueNode).map(JsonNode::asText);
  }

  /** The value as a number, also when it is written as text; empty when it is not a number. */
  default Optional<BigDecimal> number() {
    return text().flatMap(Attr::parse);
  }

  /** Whether the value is known and true, also when it is written as text. */
  default boolean isTrue() {
    return text().filter("true"::equals).isPresent();
  }

  /** Whether the value is known and false, also when it is written as text. */
  default boolean isFalse() {
    return text().filter("false"::equals).isPresent();
  }

  private static Optional<BigDecimal> parse(String text) {
    // Longer than any quantity can be; it keeps a hostile exponent or digit string cheap.
    if (text.length() > 40) {
      return Optional.empty();
    }
    try {
      BigDecimal number = new BigDecimal(text.strip());
      return Math.abs((long) number.scale()) > 40 ? Optional.empty() : Optional.of(number);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
