package tollgate.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The month that every amount is for: 730 hours, as Google's own calculator counts. */
final class Month {

  static final BigDecimal HOURS = BigDecimal.valueOf(730);
  static final BigDecimal SECONDS = BigDecimal.valueOf(730 * 3600);
  static final BigDecimal HOURS_A_WEEK = BigDecimal.valueOf(168);

  /** Decimals of a quotient that does not end; everything else is exact. */
  private static final int DECIMALS = 9;

  private Month() {}

  /** Hours a month of something that runs so many hours a week. */
  static BigDecimal hoursOfWeekly(BigDecimal hoursAWeek) {
    return quotient(HOURS.multiply(hoursAWeek), HOURS_A_WEEK);
  }

  static BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
    return dividend.divide(divisor, DECIMALS, RoundingMode.HALF_UP);
  }
}
