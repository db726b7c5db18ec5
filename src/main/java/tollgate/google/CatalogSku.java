package tollgate.google;

import java.math.BigDecimal;
import java.util.List;

/**
 * One SKU of Google's price catalog.
 *
 * @param id as Google numbers it
 * @param regions where it holds, {@code global} for everywhere
 * @param unit of its prices, {@code GiBy.mo}
 * @param tiers lowest first
 */
public record CatalogSku(
    String id, String description, List<String> regions, String unit, List<Tier> tiers) {

  /**
   * A price from a quantity on.
   *
   * @param start in the SKU's unit
   * @param usd for one unit
   */
  public record Tier(BigDecimal start, BigDecimal usd) {}

  public CatalogSku {
    regions = List.copyOf(regions);
    tiers = List.copyOf(tiers);
  }
}
