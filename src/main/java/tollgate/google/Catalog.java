package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The public price list of Google Cloud, Cloud Billing Catalog v1
 * (cloud.google.com/billing/docs/reference/rest/v1/services.skus/list).
 */
public final class Catalog {

  /** Where the catalog is. */
  public static final URI ENDPOINT = URI.create("https://cloudbilling.googleapis.com");

  private static final int TRIES = 4;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** Cloud SQL, the largest service, has some twenty thousand SKUs, four pages. */
  private static final int MOST_PAGES = 100;

  private static final int LARGEST_PAGE = 64 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http;
  private final URI endpoint;
  private final Credential credential;
  private final Consumer<Duration> sleeper;

  /**
   * A catalog at an address.
   *
   * @param sleeper waits before a request is repeated
   */
  public Catalog(HttpClient http, URI endpoint, Credential credential, Consumer<Duration> sleeper) {
    this.http = http;
    this.endpoint = endpoint;
    this.credential = credential;
    this.sleeper = sleeper;
  }

  /**
   * Every SKU of a service.
   *
   * @param service as Google numbers it, {@code 152E-C115-5142}
   * @throws CatalogException when the catalog refuses, or cannot be reached after several tries
   */
  public List<CatalogSku> skus(String service) throws CatalogException {
    List<CatalogSku> skus = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String page = "";
    do {
      JsonNode answer = get(service, page);
      for (JsonNode sku : answer.path("skus")) {
        skus.add(sku(sku));
      }
      page = answer.path("nextPageToken").asText("");
      if (!page.isEmpty() && (!seen.add(page) || seen.size() > MOST_PAGES)) {
        throw new CatalogException(
            "The price catalog's pages for the service "
                + service
                + " never end; try again later.");
      }
    } while (!page.isEmpty());
    return skus;
  }

  private JsonNode get(String service, String page) throws CatalogException {
    HttpRequest request = request(service, page);
    Duration wait = FIRST_WAIT;
    String last = "";
    for (int i = 0; i < TRIES; i++) {
      if (i > 0) {
        sleeper.accept(wait);
        wait = wait.multipliedBy(2);
      }
      try {
        HttpResponse<InputStream> answer =
            http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
          int status = answer.statusCode();
          if (status == 200) {
            return read(body);
          }
          refuse(status);
          last = "answered with HTTP " + status;
        }
      } catch (IOException broken) {
        last = "broke off the connection";
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new CatalogException("Reading the price catalog was interrupted.", stopped);
      }
    }
    throw new CatalogException(
        "The price catalog at %s %s, %d times in a row; try again later."
            .formatted(endpoint.getHost(), last, TRIES));
  }

  private HttpRequest request(String service, String page) {
    String token =
        page.isEmpty() ? "" : "&pageToken=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
    String path =
        "/v1/services/%s/skus?currencyCode=USD&pageSize=5000%s"
            .formatted(URLEncoder.encode(service, StandardCharsets.UTF_8), token);
    return HttpRequest.newBuilder(endpoint.resolve(path))
        .timeout(TIMEOUT)
        .header(credential.header(), credential.value())
        .header("Accept", "application/json")
        .build();
  }

  private static JsonNode read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(LARGEST_PAGE + 1);
    if (bytes.length > LARGEST_PAGE) {
      throw new IOException("a page of the catalog is too large");
    }
    JsonNode page = JSON.readTree(bytes);
    if (page == null || !page.isObject()) {
      throw new IOException("a page of the catalog is no JSON object");
    }
    return page;
  }

  /** What no second try can change. */
  private static void refuse(int status) throws CatalogException {
    switch (status) {
      case 401 ->
          throw new CatalogException(
              "The price catalog does not accept the credential (HTTP 401): set GOOGLE_API_KEY, or"
                  + " GOOGLE_OAUTH_ACCESS_TOKEN to a fresh token.");
      case 403 ->
          throw new CatalogException(
              "The price catalog refuses the credential (HTTP 403): enable the Cloud Billing API in"
                  + " its project, and let the key use it.");
      case 400, 404 ->
          throw new CatalogException(
              "The price catalog does not know the request (HTTP %d): the credential is broken, or"
                      .formatted(status)
                  + " the catalog changed; look for a newer version.");
      default -> {
        if (status != 429 && status < 500) {
          throw new CatalogException("The price catalog answered with HTTP " + status + ".");
        }
      }
    }
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
