package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;

/** Cloud Armor: the policy, each of its rules, and the requests it sees. */
final class ArmorMeter implements Meter {

  private static final String POLICY = "google_compute_security_policy";

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("requests", "requests that the policy evaluates");
  }

  @Override
  public void bill(Planned resource, Surroundings all, Bill bill) {
    if (resource.type().equals(POLICY + "_rule")) {
      rules(BigDecimal.ONE, "", bill);
      return;
    }
    bill.floor("Cloud Armor policy", "armor.policy.month", PriceBook.GLOBAL, BigDecimal.ONE, "");
    if (resource.isUnknown("rule")) {
      bill.uncovered("the rules are known only after apply, and each of them is billed");
    }
    // The default rule is counted too: sources disagree on whether it is free.
    rules(BigDecimal.valueOf(resource.count("rule")), "the default rule is counted too", bill);
    bill.declared("requests", "armor.requests.1m", PriceBook.GLOBAL, "requests", 1_000_000);
  }

  private static void rules(BigDecimal count, String note, Bill bill) {
    bill.floor("Cloud Armor rules", "armor.rule.month", PriceBook.GLOBAL, count, note);
  }
}
