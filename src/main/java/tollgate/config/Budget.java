package tollgate.config;

import java.util.List;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;

/**
 * What the platform may cost.
 *
 * @param monthly for a month of 730 hours, all stacks together
 * @param alert who gets the mails of Google's budget; needs a billing account to reach anyone
 */
public record Budget(Money monthly, List<Email> alert) {
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

  static final Shape<Budget> SHAPE =
      new Shape<>(
          "budget",
          "What the platform may cost in a month.",
          List.of(MONTHLY, ALERT),
          in -> new Budget(in.get(MONTHLY), in.get(ALERT)));

  public Budget {
    alert = List.copyOf(alert);
    new Faults().check(ALERT, alert).raise();
  }
}
