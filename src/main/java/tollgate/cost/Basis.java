package tollgate.cost;

/** When an amount falls due. */
public enum Basis {
  /** Billed as long as the object exists, without any traffic. */
  FLOOR,
  /** Billed for the declared usage, on top of the floor. */
  USAGE,
  /** Billed only when every limit is reached: all instances, the grown disk, no schedule. */
  CEILING;

  /** As the JSON documents spell it. */
  public String json() {
    return switch (this) {
      case FLOOR -> "floor";
      case USAGE -> "usage";
      case CEILING -> "ceiling";
    };
  }
}
