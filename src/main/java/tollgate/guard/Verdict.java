package tollgate.guard;

import java.util.Optional;
import tollgate.plan.Address;

/**
 * What a rule says of one resource, or of the whole plan. What passed has no verdict; it is counted
 * only.
 *
 * @param rule the rule's id: {@code cost/filestore}
 * @param severity what it does unless waived
 * @param outcome what came of it
 * @param stack the stack's name, or empty text
 * @param address the resource, empty when the rule is about the whole
 * @param message what is wrong, one sentence, with the amount where there is one
 * @param why it matters
 * @param fix what to do instead, the cheaper choice where there is one
 * @param waiver the reason of the waiver that lets it through
 * @param changed whether the plan touches the resource; false for what stands already
 */
public record Verdict(
    String rule,
    Severity severity,
    Outcome outcome,
    String stack,
    Optional<Address> address,
    String message,
    String why,
    String fix,
    Optional<String> waiver,
    boolean changed) {

  /** Unknown counts as denied where the severity is {@link Severity#DENY}. */
  public enum Outcome {
    DENIED,
    WARNED,
    UNKNOWN,
    WAIVED;

    /** As the JSON documents spell it. */
    public String json() {
      return switch (this) {
        case DENIED -> "denied";
        case WARNED -> "warned";
        case UNKNOWN -> "unknown";
        case WAIVED -> "waived";
      };
    }
  }

  /** The part of the rule's id before the slash. */
  public String family() {
    return rule.substring(0, Math.max(0, rule.indexOf('/')));
  }

  /** Whether this verdict alone stops the plan. */
  public boolean stops() {
    return outcome == Outcome.DENIED || (outcome == Outcome.UNKNOWN && severity == Severity.DENY);
  }
}
