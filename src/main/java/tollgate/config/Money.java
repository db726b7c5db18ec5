package tollgate.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * An amount in a currency, as in {@code 280 USD}.
 *
 * @param amount more than nothing, at most two decimals
 * @param currency {@code USD}: the price book knows list prices in dollars only
 */
public record Money(BigDecimal amount, String currency) {
  private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,2})?) (USD)");
  private static final Pattern OTHER_CURRENCY = Pattern.compile("[0-9.]+ ?(?!USD)[A-Z]{3}");

  static final Kind<Money> KIND =
      Kind.text("amount of money", Money::parse, Kind.matching("^[0-9]{1,9}(\\.[0-9]{1,2})? USD$"));

  public Money {
    if (!currency.equals("USD")) {
      throw new IllegalArgumentException(
          Shown.quoted(currency) + " is no currency of the price book. Use USD.");
    }
    if (amount.signum() <= 0 || amount.scale() > 2 || amount.precision() - amount.scale() > 9) {
      throw new IllegalArgumentException(
          "the amount is out of bounds. Use 0.01 to 999999999.99, at most two decimals.");
    }
  }

  /** Reads {@code 280 USD} or {@code 280.50 USD}. */
  public static Money parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no amount of money. " + hint(text));
    }
    return new Money(new BigDecimal(parts.group(1)), parts.group(2));
  }

  private static String hint(String text) {
    if (text.contains(",")) {
      return "Write it without commas, with a point before the cents, as in 1000.50 USD.";
    }
    if (OTHER_CURRENCY.matcher(text).matches()) {
      return "Only USD is possible: the price book has list prices in dollars.";
    }
    return "Write the number and the currency, as in 280 USD.";
  }

  @Override
  public String toString() {
    return amount.toPlainString() + " " + currency;
  }
}
