package tollgate.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Totals;
import tollgate.guard.Dollars;
import tollgate.guard.Policy;
import tollgate.report.Printable;
import tollgate.workflow.LastEstimates;

/**
 * Says which amounts the budget was held against besides the plan at hand, and how old they are.
 */
final class EarlierRuns {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

  private EarlierRuns() {}

  /** Lines for the talk. */
  static List<String> of(
      CostChange cost, List<LastEstimates.Remembered> others, Policy.Budget budget) {
    List<String> lines = new ArrayList<>();
    if (others.isEmpty()) {
      lines.add(
          "The budget was held against this stack alone: no other was planned or applied through"
              + " tollgate-terraform here.");
      return lines;
    }
    BigDecimal sum = amount(Totals.of(cost.after()), budget.basis());
    lines.add(
        "The budget was held against all stacks that earlier runs know of, besides this one:");
    for (LastEstimates.Remembered other : others) {
      BigDecimal amount = amount(other.totals(), budget.basis());
      sum = sum.add(amount);
      lines.add(
          "  %s %s a month, %s at %s UTC"
              .formatted(
                  Printable.text(other.stack()),
                  Dollars.text(amount),
                  other.applied() ? "applied" : "planned",
                  time(other.when())));
    }
    lines.add(
        "Together %s of %s a month. A stack that is gone counts until its file in %s is deleted."
            .formatted(
                Dollars.text(sum),
                Dollars.text(budget.monthly()),
                Printable.text(String.valueOf(others.get(0).file().getParent()))));
    return lines;
  }

  private static String time(Instant when) {
    return TIME.format(when);
  }

  private static BigDecimal amount(Totals totals, Basis basis) {
    return switch (basis) {
      case FLOOR -> totals.floor();
      case USAGE -> totals.usage();
      case CEILING -> totals.ceiling();
    };
  }
}
