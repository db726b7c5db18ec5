package tollgate.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Google's free amounts as credits on an estimate. They hold once for a billing account (logs: for
 * a project), whatever else is billed to it.
 */
final class FreeTier {

  /** What the name of each credit begins with. */
  static final String WORDS = "free tier";

  private static final String FILE = "/tollgate/prices/free-tier.csv";
  private static final int CELLS = 8;

  /** Credits of Cloud Run are counted at the prices of this tier 1 region. */
  private static final String TIER_1_REGION = "us-central1";

  /**
   * One free amount.
   *
   * @param skuPrefix the SKU, or with a dot at its end the beginning of all that share it
   * @param regions where it holds; empty for everywhere
   * @param asDiscount a credit of the amount at tier 1 prices, not a free quantity
   */
  private record Rule(
      String skuPrefix, BigDecimal quantity, String unit, Set<String> regions, boolean asDiscount) {
    boolean covers(Line line) {
      boolean family = skuPrefix.endsWith(".");
      return (family ? line.sku().startsWith(skuPrefix) : line.sku().equals(skuPrefix))
          && line.unit().equals(unit)
          && (regions.isEmpty() || regions.contains(line.region()));
    }
  }

  private final PriceBook book;
  private final List<Rule> rules = new ArrayList<>();

  FreeTier(PriceBook book) {
    this.book = book;
    for (List<String> row : Csv.rows(FILE, CELLS)) {
      rules.add(
          new Rule(
              row.get(0),
              new BigDecimal(row.get(1)),
              row.get(2),
              row.get(4).equals("*") ? Set.of() : Set.of(row.get(4).split(";", -1)),
              row.get(5).contains("tier 1 prices")));
    }
  }

  /** Negative lines, each for the basis of the lines that it lowers. */
  List<Line> credits(List<Line> lines) {
    List<Line> credits = new ArrayList<>();
    for (Rule rule : rules) {
      // The cheapest first: a credit is never larger than Google's.
      List<Line> covered =
          lines.stream()
              .filter(rule::covers)
              .sorted(Comparator.comparing(Line::unitPrice).thenComparing(Line::region))
              .toList();
      if (!covered.isEmpty()) {
        credits.addAll(
            rule.asDiscount() ? discounts(rule, covered, lines) : quantities(rule, covered));
      }
    }
    return credits;
  }

  private static List<Line> quantities(Rule rule, List<Line> covered) {
    List<Line> credits = new ArrayList<>();
    BigDecimal left = rule.quantity();
    for (Basis basis : Basis.values()) {
      for (Line line : covered) {
        if (line.basis() == basis && line.quantity().signum() > 0 && left.signum() > 0) {
          BigDecimal part = line.quantity().min(left);
          credits.add(credit(line, part, line.unitPrice(), basis));
          left = left.subtract(part);
        }
      }
    }
    return credits;
  }

  private List<Line> discounts(Rule rule, List<Line> covered, List<Line> all) {
    BigDecimal price =
        book.first(rule.skuPrefix(), TIER_1_REGION).map(Price::usd).orElse(BigDecimal.ZERO);
    BigDecimal left = rule.quantity().multiply(price);
    Map<Basis, BigDecimal> sums = new EnumMap<>(Basis.class);
    covered.forEach(line -> sums.merge(line.basis(), line.amount(), BigDecimal::add));
    // Seconds that requests fill are not idle any more: what that saves needs no credit.
    String idle = rule.skuPrefix().replace(".request.", ".min-instance.");
    all.stream()
        .filter(line -> line.sku().equals(idle) && line.amount().signum() < 0)
        .forEach(line -> sums.merge(line.basis(), line.amount(), BigDecimal::add));
    List<Line> credits = new ArrayList<>();
    for (Map.Entry<Basis, BigDecimal> sum : sums.entrySet()) {
      BigDecimal part = sum.getValue().min(left).max(BigDecimal.ZERO);
      if (part.signum() > 0) {
        Line like = covered.get(0);
        credits.add(credit(like, Month.quotient(part, price), price, sum.getKey(), part));
        left = left.subtract(part);
      }
    }
    return credits;
  }

  private static Line credit(Line like, BigDecimal quantity, BigDecimal price, Basis basis) {
    return credit(like, quantity, price, basis, quantity.multiply(price));
  }

  private static Line credit(
      Line like, BigDecimal quantity, BigDecimal price, Basis basis, BigDecimal usd) {
    return new Line(
        WORDS + ": " + like.sku(),
        like.sku(),
        like.region(),
        quantity.negate(),
        like.unit(),
        price,
        usd.negate(),
        basis,
        "once for a billing account");
  }
}
