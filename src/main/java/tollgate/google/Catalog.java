package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The public price list of Google Cloud, Cloud Billing Catalog v1
 * (cloud.google.com/billing/docs/reference/rest/v1/services.skus/list).
 */
public final class Catalog {
  /** Cloud SQL, the largest service, has some twenty thousand SKUs of one to two kilobytes each. */
  private static final int PAGE = 1_000;

  private final GoogleClient client;

  public Catalog(GoogleClient client) {
    this.client = client;
  }

  /**
   * Every SKU of a service.
   *
   * @param service as Google numbers it, {@code 152E-C115-5142}
   * @throws GoogleException when the catalog refuses, or cannot be reached after several tries
   */
  public List<CatalogSku> skus(String service) throws GoogleException {
    String path =
        "/v1/services/%s/skus?currencyCode=USD&pageSize=%d"
            .formatted(GoogleClient.encoded(service), PAGE);
    return client.list(Api.BILLING, path, "skus").stream().map(Catalog::sku).toList();
  }

  private static CatalogSku sku(JsonNode sku) {
    List<String> regions = new ArrayList<>();
    sku.path("serviceRegions").forEach(region -> regions.add(region.asText()));
    // Prices of the past come first.
    JsonNode info = sku.path("pricingInfo");
    JsonNode pricing = info.path(info.size() - 1).path("pricingExpression");
    return new CatalogSku(
        sku.path("skuId").asText(),
        sku.path("description").asText(),
        regions,
        pricing.path("usageUnit").asText(),
        tiers(pricing.path("tieredRates")));
  }

  /** None at all when one of them cannot be read: half a price list is a wrong one. */
  private static List<CatalogSku.Tier> tiers(JsonNode rates) {
    List<CatalogSku.Tier> tiers = new ArrayList<>();
    for (JsonNode rate : rates) {
      JsonNode price = rate.path("unitPrice");
      Optional<BigDecimal> start = number(rate.path("startUsageAmount"));
      Optional<BigDecimal> units = number(price.path("units"));
      Optional<BigDecimal> nanos = number(price.path("nanos"));
      if (start.isEmpty()
          || units.isEmpty()
          || nanos.isEmpty()
          || !price.path("currencyCode").asText("USD").equals("USD")) {
        return List.of();
      }
      tiers.add(new CatalogSku.Tier(start.get(), units.get().add(nanos.get().movePointLeft(9))));
    }
    return tiers;
  }

  /** Google writes whole dollars as text, and nothing at all for zero. */
  private static Optional<BigDecimal> number(JsonNode node) {
    String text = node.asText("0");
    try {
      return text.length() > 30
          ? Optional.empty()
          : Optional.of(new BigDecimal(text.isEmpty() ? "0" : text))
              .filter(number -> number.signum() >= 0 && Math.abs(number.scale()) < 30);
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }
}
