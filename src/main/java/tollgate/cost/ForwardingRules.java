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
  private static final String REGIONAL_RULE = "google_compute_forwarding_rule";
  private static final String REGIONAL_FIVE = "lb.regional.forwarding-rule.first5.hour";
  private static final String FIRST_FIVE = "lb.forwarding-rule.first5.hour";
  private static final String ADDITIONAL = "lb.forwarding-rule.additional.hour";
  private static final BigDecimal FIVE = BigDecimal.valueOf(5);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("data_gib", "GiB that the load balancer processes, in and out");
  }

  @Override
  public void bill(Planned rule, Surroundings all, Bill bill) {
    if (isRegional(rule)) {
      Place place = rule.place("region");
      if (!place.isKnown()) {
        bill.uncovered(place.problem());
        return;
      }
      String missing =
          bill.book().find(REGIONAL_FIVE, place.region()).isEmpty()
              ? "the price book has no regional forwarding rules for "
              : rulesThere(rule, all) > 5
                  ? "the price book has no more than five regional forwarding rules for "
                  : "";
      if (!missing.isEmpty()) {
        bill.uncovered(missing + Notes.shown(place.region()));
        return;
      }
      bill.shared("the first five regional forwarding rules of a project share one charge");
      bill.declared("load balancer data", "lb.data.gib", place.region(), "data_gib");
      return;
    }
    if (!isGlobal(rule)) {
      bill.uncovered("the price book has no internal, passthrough or private forwarding rules");
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

  /** The regional external application load balancer, the one that the book has a price for. */
  private static boolean isRegional(Planned rule) {
    return rule.type().equals(REGIONAL_RULE)
        && rule.text("load_balancing_scheme").filter("EXTERNAL_MANAGED"::equals).isPresent();
  }

  private static int rulesThere(Planned rule, Surroundings all) {
    return all.regionalRules().getOrDefault(place(rule), 0);
  }

  /** How many regional rules stand in each region of each project. */
  static Map<String, Integer> regionalRules(Surroundings all) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Planned rule : all.ofType(REGIONAL_RULE)) {
      if (isRegional(rule)) {
        counts.merge(place(rule), 1, Integer::sum);
      }
    }
    return counts;
  }

  private static String place(Planned rule) {
    return rule.place("region").region() + " " + rule.project();
  }

  private static void regional(Surroundings all, Bill bill) {
    Map<String, Planned> one = new TreeMap<>();
    for (Planned rule : all.ofType(REGIONAL_RULE)) {
      if (isRegional(rule) && rulesThere(rule, all) <= 5) {
        one.putIfAbsent(place(rule), rule);
      }
    }
    for (Planned rule : one.values()) {
      String region = rule.place("region").region();
      if (!bill.book().find(REGIONAL_FIVE, region).isEmpty()) {
        bill.floor(
            "regional forwarding rules, the first five together",
            REGIONAL_FIVE,
            region,
            Month.HOURS,
            rule.project().isEmpty() ? "" : "project " + Notes.quoted(rule.project()));
      }
    }
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
    regional(all, bill);
    return bill.lines();
  }
}
