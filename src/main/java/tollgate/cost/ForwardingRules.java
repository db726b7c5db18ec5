package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Forwarding rules of load balancers: the first five of a project share one charge, each further
 * one has its own. Source: cloud.google.com/vpc/network-pricing, load balancing.
 */
final class ForwardingRules implements Meter {

  private static final String GLOBAL_RULE = "google_compute_global_forwarding_rule";
  private static final String FIRST_FIVE = "lb.forwarding-rule.first5.hour";
  private static final String ADDITIONAL = "lb.forwarding-rule.additional.hour";
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("data_gib", "GiB that the load balancer processes, in and out");
  }

  @Override
  public void bill(Planned rule, Surroundings all, Bill bill) {
    if (!isGlobal(rule)) {
      bill.uncovered("the price book has no regional, internal or private forwarding rules");
      return;
    }
    bill.shared("the first five forwarding rules of a project share one charge");
    if (bill.isDeclared("data_gib")) {
      // Priced by the region of the client, which no plan knows.
      bill.declared("load balancer data", "lb.data.gib", PriceBook.GLOBAL, "data_gib");
    }
  }

  private static boolean isGlobal(Planned rule) {
    String scheme = rule.text("load_balancing_scheme").orElse("EXTERNAL");
    return rule.type().equals(GLOBAL_RULE)
        && (scheme.equals("EXTERNAL") || scheme.equals("EXTERNAL_MANAGED"));
  }

  /** The charges that belong to no single rule. */
  static List<Line> shared(Surroundings all, PriceBook book) {
    Map<String, Integer> byProject = new TreeMap<>();
    for (Planned rule : all.ofType(GLOBAL_RULE)) {
      if (isGlobal(rule)) {
        byProject.merge(rule.project(), 1, Integer::sum);
      }
    }
    Bill bill = new Bill(book, key -> BigDecimal.ZERO);
    byProject.forEach(
        (project, count) -> {
          String note = project.isEmpty() ? "" : "project " + Notes.quoted(project);
          BigDecimal rules = BigDecimal.valueOf(count);
          bill.floor(
              "forwarding rules, the first %s together".formatted(rules.min(FIVE)),
              FIRST_FIVE,
              PriceBook.GLOBAL,
              Month.HOURS,
              note);
          bill.floor(
              "forwarding rules beyond five",
              ADDITIONAL,
              PriceBook.GLOBAL,
              rules.subtract(FIVE).max(BigDecimal.ZERO).multiply(Month.HOURS),
              note);
        });
    return bill.lines();
  }
}
