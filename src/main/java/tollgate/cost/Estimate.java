package tollgate.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What a set of resources costs a month, in US dollars, floor ≤ usage ≤ ceiling.
 *
 * @param resources every resource, in plan order
 * @param shared lines that belong to no single resource: free tier, the first forwarding rules
 * @param priceBookAsOf the newest price date in the book
 * @param oldestPrice the oldest dated price that this estimate used
 */
public record Estimate(
    List<ResourceEstimate> resources,
    List<Line> shared,
    LocalDate priceBookAsOf,
    Optional<LocalDate> oldestPrice) {

  public static final String CURRENCY = "USD";

  public Estimate {
    resources = List.copyOf(resources);
    shared = List.copyOf(shared);
  }

  public BigDecimal floor() {
    return total(ResourceEstimate::floor, Basis.FLOOR);
  }

  public BigDecimal usage() {
    return total(ResourceEstimate::usage, Basis.USAGE);
  }

  /** The one of the three totals that counts. */
  public BigDecimal by(Basis basis) {
    return Totals.of(this).by(basis);
  }

  public BigDecimal ceiling() {
    return total(ResourceEstimate::ceiling, Basis.CEILING);
  }

  /** Resources whose cost is not known. */
  public List<ResourceEstimate> uncovered() {
    return resources.stream().filter(r -> r.coverage() == Coverage.UNCOVERED).toList();
  }

  /**
   * Google's free amounts, negative, as they are in the totals; zero unless they were asked for.
   */
  public BigDecimal freeTier() {
    return shared.stream()
        .filter(line -> line.what().startsWith(FreeTier.WORDS))
        .map(Line::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Resources of other providers than Google's, whose cost is not known. */
  public long otherProviders() {
    return uncovered().stream().filter(bill -> !bill.type().startsWith("google_")).count();
  }

  static Map<String, Totals> byStack(Estimate estimate) {
    Map<String, Totals> stacks = new TreeMap<>();
    estimate.resources.forEach(bill -> stacks.merge(bill.stack(), Totals.of(bill), Totals::plus));
    return stacks;
  }

  private BigDecimal total(Function<ResourceEstimate, BigDecimal> of, Basis upTo) {
    BigDecimal own = resources.stream().map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    return shared.stream()
        .filter(line -> line.basis().compareTo(upTo) <= 0)
        .map(Line::amount)
        .reduce(own, BigDecimal::add);
  }
}
