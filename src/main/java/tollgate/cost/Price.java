package tollgate.cost;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One row of the price book: a list price before tax, discounts and free amounts.
 *
 * @param sku the book's own key, the same in every region
 * @param service Google's product
 * @param description in words
 * @param region a region, a multi-region such as {@code US}, or {@code global}
 * @param unit that {@code usd} is for: {@code GiB-month}
 * @param usd US dollars per unit
 * @param tierStart the quantity in {@code unit} from which this price holds; 0 for the first tier
 * @param source where the number was read, or the rule it was computed by
 * @param asOf the day of the price, where known
 * @param confidence read somewhere, or computed
 */
public record Price(
    String sku,
    String service,
    String description,
    String region,
    String unit,
    BigDecimal usd,
    BigDecimal tierStart,
    String source,
    Optional<LocalDate> asOf,
    Confidence confidence) {

  /** How a price came into the book. */
  public enum Confidence {
    /** Seen in the source. */
    READ,
    /** Computed by the rule that the source names. */
    DERIVED
  }
}
