package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.cost.CatalogEntry;
import tollgate.cost.Price;
import tollgate.cost.PriceBook;
import tollgate.cost.PriceFile;

/** The catalog as a server on this machine plays it. */
class CatalogTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final CatalogEntry STORAGE =
      new CatalogEntry("storage.standard.gib-month", "95FF", "E5F0", "GiBy.mo", BigDecimal.ONE);
  private static final CatalogEntry ACCESS =
      new CatalogEntry(
          "secretmanager.access.10k-operations", "EE82", "EBA7", "count", new BigDecimal(10_000));

  private static final String SKUS = "GET /cloudbilling/v1/services/95FF/skus";

  private final GoogleServer google = new GoogleServer();

  @AfterEach
  void stop() {
    google.close();
  }

  @Test
  void pages_are_read_to_the_last_one_and_the_key_is_no_part_of_the_address() throws Exception {
    google.on(
        SKUS,
        GoogleServer.Answer.of(200, page("one", "next page&")),
        GoogleServer.Answer.of(200, page("two", "")));

    List<CatalogSku> skus = catalog(with("GOOGLE_API_KEY", "secret-key\n")).skus("95FF");

    assertThat(skus).extracting(CatalogSku::id).containsExactly("one", "two");
    assertThat(skus.get(0).tiers().get(0).usd()).isEqualByComparingTo("1.02");
    assertThat(google.seen())
        .allSatisfy(
            asked -> {
              assertThat(asked.headers().get("X-goog-api-key")).containsExactly("secret-key");
              assertThat(asked.headers()).doesNotContainKey("Authorization");
              assertThat(asked.path()).doesNotContain("secret-key");
            });
    assertThat(google.seen().get(1).path()).contains("currencyCode=USD", "pageToken=next+page%26");
  }

  @Test
  void without_a_key_the_usual_credentials_sign() throws Exception {
    google.on(SKUS, GoogleServer.Answer.of(200, page("one", "")));

    assertThat(catalog(google.environment()).skus("95FF")).hasSize(1);

    assertThat(google.seen().get(0).headers().get("Authorization"))
        .containsExactly("Bearer " + GoogleServer.TOKEN);
  }

  @Test
  void no_key_goes_to_another_machine() {
    Map<String, String> elsewhere =
        Map.of("GOOGLE_API_KEY", "secret-key", Endpoints.VARIABLE, "http://example.com:80");

    assertThatThrownBy(() -> catalog(elsewhere))
        .isInstanceOf(GoogleException.class)
        .hasMessageContaining("names another machine")
        .hasMessageNotContaining("secret-key");
  }

  @Test
  void a_refusal_never_shows_the_key() throws Exception {
    google.on(SKUS, GoogleServer.Answer.of(400, "{\"error\": {\"message\": \"API key bad\"}}"));
    Catalog catalog = catalog(with("GOOGLE_API_KEY", "secret-key"));

    assertThatThrownBy(() -> catalog.skus("95FF"))
        .isInstanceOf(GoogleException.class)
        .hasMessageNotContaining("secret-key");
    assertThat(google.seen()).hasSize(1);
  }

  @Test
  void a_price_that_is_the_same_is_confirmed_and_another_one_is_a_change() throws Exception {
    answer(sku("E5F0", "us-central1", "GiBy.mo", "0", 25_000_000));

    PriceRefresh.Result result = compare(STORAGE);

    assertThat(result.changes()).hasSize(1);
    PriceRefresh.Change change = result.changes().get(0);
    assertThat(change.before().orElseThrow().usd()).isEqualByComparingTo("0.02");
    assertThat(change.after().usd()).isEqualByComparingTo("0.025");
    assertThat(change.percent().orElseThrow()).isEqualByComparingTo("25.0");
    assertThat(change.after().asOf()).contains(TODAY);
    assertThat(PriceFile.text(result.regions().getOrDefault("us-central1", List.of())))
        .contains("0.025,0,Cloud Billing Catalog SKU E5F0,2026-11-22,read")
        .contains("compute.machine.e2-medium.hour,");
  }

  @Test
  void a_price_in_the_books_own_unit_is_the_same() throws Exception {
    answer(sku("EBA7", "global", "count", "0", 3_000));

    PriceRefresh.Result result = compare(ACCESS);

    assertThat(result.confirmed()).isEqualTo(1);
    assertThat(result.changes()).isEmpty();
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void another_unit_a_jump_and_a_missing_sku_are_left_out_with_a_sentence() throws Exception {
    Map<String, String> answers =
        Map.of(
            sku("E5F0", "us-central1", "GiBy.h", "0", 25_000_000), "another unit than GiBy.mo",
            sku("E5F0", "us-central1", "GiBy.mo", "42", 0), "looks like another unit",
            sku("other", "us-central1", "GiBy.mo", "0", 25_000_000), "no SKU",
            sku("E5F0", "us-central1", "GiBy.mo", "NaN", 0), "no price");

    for (Map.Entry<String, String> each : answers.entrySet()) {
      answer(each.getKey());
      PriceRefresh.Result result = compare(STORAGE);
      assertThat(result.problems()).singleElement().asString().contains(each.getValue());
      assertThat(result.changes()).isEmpty();
    }
  }

  @Test
  void a_free_first_tier_is_no_price() throws Exception {
    answer(
        """
            {"skus": [{"skuId": "E5F0", "serviceRegions": ["us-central1"], "pricingInfo":
              [{"pricingExpression": {"usageUnit": "GiBy.mo", "tieredRates": [
                {"startUsageAmount": 0, "unitPrice": {"units": "0", "nanos": 0}},
                {"startUsageAmount": 5, "unitPrice": {"units": "0", "nanos": 20000000}}]}}]}]}
            """);

    assertThat(compare(STORAGE).confirmed()).isEqualTo(1);
  }

  @Test
  void every_shipped_sku_is_one_of_a_key_of_the_book_and_named_once() {
    PriceBook book = PriceBook.shipped();
    List<CatalogEntry> shipped = CatalogEntry.shipped();

    assertThat(shipped).hasSizeGreaterThan(30);
    assertThat(shipped).extracting(CatalogEntry::catalogSku).doesNotHaveDuplicates();
    assertThat(shipped)
        .allSatisfy(
            entry -> {
              assertThat(entry.service()).matches("([0-9A-F]{4}-){2}[0-9A-F]{4}");
              assertThat(entry.catalogSku()).matches("([0-9A-F]{4}-){2}[0-9A-F]{4}");
              assertThat(book.regions())
                  .anySatisfy(region -> assertThat(book.first(entry.sku(), region)).isPresent());
            });
  }

  @Test
  void regions_that_the_book_does_not_know_are_nothing() throws Exception {
    answer(sku("E5F0", "mars-east1", "GiBy.mo", "0", 25_000_000));

    PriceRefresh.Result result = compare(STORAGE);

    assertThat(result.changes()).isEmpty();
    assertThat(result.regions()).isEmpty();
  }

  @Test
  void a_file_that_is_written_again_unchanged_is_the_same_to_the_letter() throws IOException {
    PriceBook book = PriceBook.shipped();
    List<Price> prices =
        book.prices("us-central1").values().stream().flatMap(List::stream).toList();

    try (var file = CatalogTest.class.getResourceAsStream("/tollgate/prices/us-central1.csv")) {
      assertThat(PriceFile.text(prices).lines())
          .containsExactlyElementsOf(
              new String(
                      java.util.Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                  .lines()
                  .toList());
    }
  }

  private PriceRefresh.Result compare(CatalogEntry entry) throws GoogleException {
    return PriceRefresh.compare(
        PriceBook.shipped(), List.of(entry), catalog(google.environment()), TODAY);
  }

  private Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(google.environment());
    environment.put(name, value);
    return environment;
  }

  private static Catalog catalog(Map<String, String> environment) throws GoogleException {
    return new Catalog(
        GoogleClient.forPublicData(environment, "test", Duration.ofSeconds(20), wait -> {}));
  }

  private void answer(String body) {
    GoogleServer.Answer answer = GoogleServer.Answer.of(200, body);
    google.with(seen -> answer);
  }

  private static String page(String sku, String next) {
    return """
        {"skus": [{"skuId": "%s", "serviceRegions": ["us-central1"], "pricingInfo":
          [{"pricingExpression": {"usageUnit": "h", "tieredRates": [
            {"startUsageAmount": 0, "unitPrice": {"currencyCode": "USD", "units": "1", "nanos":
              20000000}}]}}]}], "nextPageToken": "%s"}
        """
        .formatted(sku, next);
  }

  private static String sku(String id, String region, String unit, String units, long nanos) {
    return """
        {"skus": [{"skuId": "%s", "serviceRegions": ["%s"], "pricingInfo":
          [{"pricingExpression": {"usageUnit": "%s", "tieredRates": [
            {"unitPrice": {"units": "%s", "nanos": %d}}]}}]}]}
        """
        .formatted(id, region, unit, units, nanos);
  }
}
