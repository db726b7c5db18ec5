package tollgate.guard;

import java.math.BigDecimal;
import tollgate.cost.Basis;
import tollgate.cost.Estimate;

/** Picks one of an estimate's three totals. */
final class Totals {
  private Totals() {}

  static BigDecimal of(Estimate estimate, Basis basis) {
    return switch (basis) {
      case FLOOR -> estimate.floor();
      case USAGE -> estimate.usage();
      case CEILING -> estimate.ceiling();
    };
  }

  static BigDecimal of(tollgate.cost.Totals totals, Basis basis) {
    return switch (basis) {
      case FLOOR -> totals.floor();
      case USAGE -> totals.usage();
      case CEILING -> totals.ceiling();
    };
  }
}
