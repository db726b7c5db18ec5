package tollgate.guard;

/**
 * A rule of one's own. A class that implements it, has a constructor without arguments and is named
 * in {@code META-INF/services/tollgate.guard.HouseRule} judges every plan like the shipped rules:
 * with waivers, severities, and its place in all reports. docs/new-rule.md shows one.
 */
public interface HouseRule {

  /** Stable, {@code family/name} in lower-case letters, digits and dashes: {@code house/labels}. */
  String id();

  /** What breaking it does, unless tollgate.yaml says otherwise. */
  Severity severity();

  /** One sentence that states the good state. */
  String good();

  /** Why it matters, one sentence. */
  String why();

  /** What to do instead, one sentence. */
  String fix();

  /** Where the rule comes from. */
  default String source() {
    return "this project";
  }

  /** Whether a waiver can let it through. */
  default boolean waivable() {
    return true;
  }

  /**
   * Judges one resource that stands when the plan is done. Must be pure: the same resource gives
   * the same answer.
   */
  Answer judge(PlannedResource resource);
}
