package tollgate.guard;

/** The kinds of danger that each need their own word before a deploy. */
public enum Approval {
  DESTRUCTIVE,
  ACCESS,
  COST;

  /** As it is written after {@code --approve}. */
  public String json() {
    return switch (this) {
      case DESTRUCTIVE -> "destructive";
      case ACCESS -> "access";
      case COST -> "cost";
    };
  }
}
