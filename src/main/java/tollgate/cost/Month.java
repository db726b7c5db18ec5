package tollgate.cost;

import java.math.BigDecimal;
import java.math.MathContext;

/** The month that every amount is for: 730 hours, as Google's own calculator counts. */
final class Month {

  static final BigDecimal HOURS = BigDecimal.valueOf(730);
  static final BigDecimal SECONDS = BigDecimal.valueOf(730 * 3600);
  static final BigDecimal HOURS_A_WEEK = BigDecimal.valueOf(168);

  /** For the few divisions that do not end; everything else is exact. */
  static final MathContext DIVISION = MathContext.DECIMAL128;

  private Month() {}

  /** Hours a month of something that runs so many hours a week. */
  static BigDecimal hoursOfWeekly(BigDecimal hoursAWeek) {
    return HOURS.multiply(hoursAWeek).divide(HOURS_A_WEEK, DIVISION);
  }
}
