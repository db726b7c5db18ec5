package tollgate.cost;

/**
 * Where something is billed.
 *
 * @param region the price book's region, or empty text when it cannot be told
 * @param problem why it cannot be told, or empty text
 */
record Place(String region, String problem) {

  static Place at(String region) {
    return new Place(region, "");
  }

  static Place nowhere(String problem) {
    return new Place("", problem);
  }

  boolean isKnown() {
    return problem.isEmpty();
  }
}
