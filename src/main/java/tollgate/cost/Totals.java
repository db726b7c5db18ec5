package tollgate.cost;

import java.math.BigDecimal;

/**
 * US dollars a month.
 *
 * @param floor without traffic
 * @param usage with the declared traffic
 * @param ceiling with every limit reached
 */
public record Totals(BigDecimal floor, BigDecimal usage, BigDecimal ceiling) {

  public static final Totals ZERO = new Totals(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  private static final BigDecimal HOURS_A_DAY = BigDecimal.valueOf(24);

  public static Totals of(ResourceEstimate bill) {
    return new Totals(bill.floor(), bill.usage(), bill.ceiling());
  }

  public static Totals of(Estimate estimate) {
    return new Totals(estimate.floor(), estimate.usage(), estimate.ceiling());
  }

  /** The one of the three that counts. */
  public BigDecimal by(Basis basis) {
    return switch (basis) {
      case FLOOR -> floor;
      case USAGE -> usage;
      case CEILING -> ceiling;
    };
  }

  public Totals plus(Totals other) {
    return new Totals(floor.add(other.floor), usage.add(other.usage), ceiling.add(other.ceiling));
  }

  public Totals minus(Totals other) {
    return new Totals(
        floor.subtract(other.floor), usage.subtract(other.usage), ceiling.subtract(other.ceiling));
  }

  /** What so many days cost of a month of 730 hours; nine decimals. */
  public Totals ofDays(int days) {
    return new Totals(ofDays(floor, days), ofDays(usage, days), ofDays(ceiling, days));
  }

  private static BigDecimal ofDays(BigDecimal monthly, int days) {
    return Month.quotient(
        monthly.multiply(HOURS_A_DAY).multiply(BigDecimal.valueOf(days)), Month.HOURS);
  }
}
