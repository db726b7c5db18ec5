package tollgate.guard;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Totals;

/**
 * What somebody has already agreed to, in deploys that were begun and did not end. Gone on with,
 * they are no news.
 *
 * @param grants rights
 * @param bills what each stack was to come to, in US dollars a month
 */
public record Agreed(Set<GivenGrant> grants, Map<String, Totals> bills) {
  public static final Agreed NOTHING = new Agreed(Set.of(), Map.of());

  public Agreed {
    grants = Set.copyOf(grants);
    bills = Map.copyOf(bills);
  }

  /** How much of what plans add to the bill was agreed to; nothing of a stack that costs less. */
  BigDecimal of(CostChange cost, Basis basis) {
    BigDecimal sum = BigDecimal.ZERO;
    Map<String, CostChange.StackChange> stacks = cost.stacks();
    for (Map.Entry<String, Totals> bill : bills.entrySet()) {
      CostChange.StackChange change = stacks.get(bill.getKey());
      if (change != null) {
        BigDecimal most = bill.getValue().by(basis).min(change.after().by(basis));
        sum = sum.add(most.subtract(change.before().by(basis)).max(BigDecimal.ZERO));
      }
    }
    return sum;
  }
}
