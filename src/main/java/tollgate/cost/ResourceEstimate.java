package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;
import tollgate.plan.Address;

/**
 * What one resource costs.
 *
 * @param stack the stack it belongs to, or empty text for a single plan
 * @param address its address
 * @param type its resource type
 * @param coverage how far it is known
 * @param lines of its bill; none when free, and what is known of it, a lower bound, when uncovered
 * @param reason why it is free, usage-only or uncovered; empty text when priced, unless its charge
 *     is one that it shares with others (see {@link Estimate#shared})
 */
public record ResourceEstimate(
    String stack,
    Address address,
    String type,
    Coverage coverage,
    List<Line> lines,
    String reason) {

  public ResourceEstimate {
    lines = List.copyOf(lines);
  }

  /** US dollars a month with no traffic. */
  public BigDecimal floor() {
    return sum(Basis.FLOOR);
  }

  /** US dollars a month with the declared usage: the floor and what flows. */
  public BigDecimal usage() {
    return sum(Basis.USAGE);
  }

  /** US dollars a month when every limit is reached. */
  public BigDecimal ceiling() {
    return sum(Basis.CEILING);
  }

  /** The bases are cumulative: a line counts for its own basis and every later one. */
  private BigDecimal sum(Basis upTo) {
    return lines.stream()
        .filter(line -> line.basis().compareTo(upTo) <= 0)
        .map(Line::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
