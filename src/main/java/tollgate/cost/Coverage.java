package tollgate.cost;

/** How far the price book knows a resource. */
public enum Coverage {
  /** Has a meter and every price it needs. */
  PRICED,
  /** Google bills nothing for it. */
  FREE,
  /** Costs nothing while it stands; what flows through it is billed. */
  USAGE,
  /** No meter, or a price is missing: the amount is not known, never zero. */
  UNCOVERED;

  /** As the JSON documents spell it. */
  public String json() {
    return switch (this) {
      case PRICED -> "priced";
      case FREE -> "free";
      case USAGE -> "usage";
      case UNCOVERED -> "uncovered";
    };
  }
}
