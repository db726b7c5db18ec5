package tollgate.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** US dollars as people read them: {@code $1,234.50}, two decimals, half up. */
public final class Dollars {
  private Dollars() {}

  /** {@code $163.84}; {@code -$5.22} for a credit. */
  public static String text(BigDecimal amount) {
    BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_UP);
    String digits =
        new DecimalFormat("#,##0.00", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(rounded.abs());
    return (rounded.signum() < 0 ? "-$" : "$") + digits;
  }

  /** With its sign in any case, for a difference: {@code +$12.23}. */
  public static String change(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP).signum() < 0
        ? text(amount)
        : "+" + text(amount);
  }

  /** {@code $163.84/month}. */
  public static String monthly(BigDecimal amount) {
    return text(amount) + "/month";
  }
}
