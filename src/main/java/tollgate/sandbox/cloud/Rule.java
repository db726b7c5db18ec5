package tollgate.sandbox.cloud;

import java.util.Optional;

/**
 * One thing Google does not let happen.
 *
 * @param name by which it is switched off
 * @param says in a line
 * @param source where Google's words or numbers were taken from
 */
public record Rule(String name, String says, String source, Check check) {

  /** Looks at an attempt. */
  @FunctionalInterface
  interface Check {
    Optional<Refusal> of(Attempt attempt, World world);
  }

  /**
   * Google's no.
   *
   * @param sentence as the provider prints it
   * @param leaves true when the thing came into being all the same, broken: Terraform then keeps it
   *     and marks it as tainted
   */
  public record Refusal(String sentence, boolean leaves) {
    static Optional<Refusal> of(Attempt attempt, GoogleError error) {
      return says(Phrases.sentence(attempt, error));
    }

    static Optional<Refusal> says(String sentence) {
      return Optional.of(new Refusal(sentence, false));
    }
  }
}
