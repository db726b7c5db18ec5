package tollgate.guard;

/** What a broken rule does. */
public enum Severity {
  /** Stops the plan. */
  DENY,
  /** Is shown. */
  WARN;

  /** As the JSON documents spell it. */
  public String json() {
    return this == DENY ? "deny" : "warn";
  }
}
