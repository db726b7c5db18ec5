package tollgate.guard;

/** What a {@link HouseRule} says of one resource. */
public sealed interface Answer {

  /** The rule is not about such a resource. */
  record NotMine() implements Answer {}

  /** The good state holds. */
  record Good() implements Answer {}

  /**
   * It does not hold.
   *
   * @param message what is wrong, one sentence
   */
  record Bad(String message) implements Answer {}

  /**
   * That is not known before apply. Counts as bad where the rule denies.
   *
   * @param message what is not known, one sentence
   */
  record Unknown(String message) implements Answer {}

  static Answer notMine() {
    return new NotMine();
  }

  static Answer good() {
    return new Good();
  }

  static Answer bad(String message) {
    return new Bad(message);
  }

  static Answer unknown(String message) {
    return new Unknown(message);
  }
}
