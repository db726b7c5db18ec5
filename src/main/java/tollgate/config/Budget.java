package tollgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Dictionary;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * What the platform may cost.
 *
 * @param monthly for a month of 730 hours, all stacks together
 * @param alert who gets the mails of Google's budget; needs a billing account to reach anyone
 * @param counts which total all these amounts are held against
 * @param increase what one plan may add to a month
 * @param increasePercent the same as a share of what is billed before it
 * @param stacks what a stack may cost, by its name
 */
public record Budget(
    Money monthly,
    List<Email> alert,
    Counts counts,
    Optional<Money> increase,
    Optional<Integer> increasePercent,
    Map<String, Money> stacks) {

  /** A total of the estimate. */
  public enum Counts {
    /** What is billed without any traffic. */
    FLOOR,
    /** What is billed when every limit is reached. */
    CEILING
  }

  private static final Pattern STACK = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private static final Field<Money> MONTHLY =
      Field.of("monthly", Money.KIND)
          .means(
              "What a month of 730 hours may cost at list prices. The gate refuses a plan above it.")
          .like("280 USD");
  private static final Field<List<Email>> ALERT =
      Field.of("alert", new Lists<>("e-mail addresses", Email.KIND, 0, 5))
          .orElse(List.of())
          .means("Who is mailed when real spend nears the budget; needs billing_account.")
          .like("[data-team@acme.example]");
  private static final Field<Counts> COUNTS =
      Field.of("counts", new Choice<>(Counts.class))
          .orElse(Counts.FLOOR)
          .means(
              "Which total these amounts are held against: what is billed without any traffic"
                  + " (floor), or with every limit reached (ceiling).")
          .like("ceiling");
  private static final Field<Optional<Money>> INCREASE =
      Field.maybe("increase", Money.KIND)
          .showing("no limit")
          .means("What one plan may add to a month, the first one too.")
          .like("50 USD");
  private static final Field<Optional<Integer>> INCREASE_PERCENT =
      Field.maybe("increase_percent", new Numbers(1, 10_000, "percent"))
          .showing("no limit")
          .means(
              "What one plan may add, in percent of what is billed before it; where nothing is,"
                  + " this says nothing.")
          .like("25");
  private static final Field<Map<String, Money>> STACKS =
      Field.of(
              "stacks",
              new Dictionary<>(
                  "amounts",
                  STACK,
                  "Write the name of a stack: foundation, lake, workstation, orchestrator.",
                  Money.KIND,
                  50))
          .orElse(Map.of())
          .means("What single stacks may cost, besides the limit for all of them.")
          .like("{orchestrator: 150 USD}");

  static final Shape<Budget> SHAPE =
      new Shape<>(
          "budget",
          "What the platform may cost in a month.",
          List.of(MONTHLY, ALERT, COUNTS, INCREASE, INCREASE_PERCENT, STACKS),
          in ->
              new Budget(
                  in.get(MONTHLY),
                  in.get(ALERT),
                  in.get(COUNTS),
                  in.get(INCREASE),
                  in.get(INCREASE_PERCENT),
                  in.get(STACKS)));

  public Budget {
    alert = List.copyOf(alert);
    stacks = Map.copyOf(stacks);
    new Faults()
        .check(ALERT, alert)
        .check(INCREASE_PERCENT, increasePercent)
        .check(STACKS, stacks)
        .raise();
  }

  /** A budget for all stacks together, held against the floor. */
  public static Budget of(Money monthly, List<Email> alert) {
    return new Budget(monthly, alert, Counts.FLOOR, Optional.empty(), Optional.empty(), Map.of());
  }
}
