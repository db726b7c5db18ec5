package tollgate.cost;

import java.math.BigDecimal;

/**
 * A quantity taken from a plan.
 *
 * @param value never negative
 * @param note what had to be assumed, or empty text
 */
record Amount(BigDecimal value, String note) {

  static Amount of(long value) {
    return new Amount(BigDecimal.valueOf(value), "");
  }

  static Amount of(BigDecimal value) {
    return new Amount(value, "");
  }

  Amount withNote(String more) {
    return new Amount(value, Notes.join(note, more));
  }

  Amount atLeast(BigDecimal least, String why) {
    return value.compareTo(least) < 0 ? new Amount(least, Notes.join(note, why)) : this;
  }

  boolean isZero() {
    return value.signum() == 0;
  }
}
