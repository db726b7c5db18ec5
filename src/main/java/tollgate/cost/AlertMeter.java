package tollgate.cost;

import java.math.BigDecimal;

/**
 * Alerting policies: Google announced a price for each condition and moved its start several times,
 * so it stands in the ceiling (cloud.google.com/monitoring/alerts/cost-control).
 */
final class AlertMeter implements Meter {

  @Override
  public void bill(Planned policy, Surroundings all, Bill bill) {
    bill.ceiling(
        "alert conditions",
        "monitoring.alert-condition.month",
        PriceBook.GLOBAL,
        BigDecimal.valueOf(policy.count("conditions")),
        "announced by Google; not charged before a date it has moved several times");
  }
}
