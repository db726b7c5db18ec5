package tollgate.guard;

import java.time.LocalDate;

/**
 * Lets one rule pass for some addresses, for a reason and a time.
 *
 * @param rule the rule's id
 * @param address a pattern: {@code *} stands for any run of characters
 * @param reason why, for the reviewer
 * @param owner who answers for it
 * @param expires the last day it counts
 */
public record Waiver(String rule, String address, String reason, String owner, LocalDate expires) {

  /** What became of a waiver in one judgement. */
  public enum State {
    USED,
    UNUSED,
    EXPIRED;

    /** As the JSON documents spell it. */
    public String json() {
      return switch (this) {
        case USED -> "used";
        case UNUSED -> "unused";
        case EXPIRED -> "expired";
      };
    }
  }
}
