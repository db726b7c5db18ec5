package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.cost.CatalogEntry;
import tollgate.cost.Price;
import tollgate.cost.PriceBook;
import tollgate.cost.PriceFile;

/** The catalog as a server on this machine plays it: pages, refusals, cut connections. */
class CatalogTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final CatalogEntry STORAGE =
      new CatalogEntry("storage.standard.gib-month", "95FF", "E5F0", "GiBy.mo", BigDecimal.ONE);
  private static final CatalogEntry ACCESS =
      new CatalogEntry(
          "secretmanager.access.10k-operations", "EE82", "EBA7", "count", new BigDecimal(10_000));

  /** An answer of the server: a status, or 0 for a connection that is cut. */
  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<Duration> waits = new ArrayList<>();
  private HttpServer server = start();

  @BeforeEach
  void handle() {
    server.createContext("/", this::answer);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void pages_are_read_to_the_last_one_and_the_key_is_no_part_of_the_address() throws Exception {
    answers.add(new Answer(200, page("one", "next page&")));
    answers.add(new Answer(200, page("two", "")));

    List<CatalogSku> skus = catalog().skus("95FF");

    assertThat(skus).extracting(CatalogSku::id).containsExactly("one", "two");
    assertThat(asked.get(1)).contains("pageToken=next+page%26").contains("key=secret-key");
    assertThat(asked.get(0)).contains("/v1/services/95FF/skus?currencyCode=USD&pageSize=5000 ");
    assertThat(skus.get(0).tiers().get(0).usd()).isEqualByComparingTo("1.02");
  }

  @Test
  void pages_that_never_end_are_left() {
    for (int i = 0; i < 3; i++) {
      answers.add(new Answer(200, page("one", "again")));
    }

    assertThatThrownBy(() -> catalog().skus("95FF"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("never end");
  }

  @ParameterizedTest
  @CsvSource({
    "401, does not accept the credential", "403, enable the Cloud Billing API",
    "404, look for a newer version", "302, HTTP 302"
  })
  void what_no_second_try_can_change_is_not_tried_again(int status, String words) {
    answers.add(new Answer(status, "{}"));

    assertThatThrownBy(() -> catalog().skus("95FF"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("secret-key");
    assertThat(asked).hasSize(1);
  }

  @Test
  void too_many_requests_and_a_cut_connection_are_tried_again() throws Exception {
    answers.add(new Answer(429, "{}"));
    answers.add(new Answer(0, ""));
    answers.add(new Answer(503, "{}"));
    answers.add(new Answer(200, page("one", "")));

    assertThat(catalog().skus("95FF")).hasSize(1);
    // The HTTP client tries a cut connection once more by itself.
    assertThat(waits).startsWith(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void connections_that_are_always_cut_are_one_sentence() {
    for (int i = 0; i < 20; i++) {
      answers.add(new Answer(0, ""));
    }

    assertThatThrownBy(() -> catalog().skus("95FF"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("broke off the connection, 4 times in a row; try again later.");
  }

  @Test
  void a_server_that_stays_broken_is_one_sentence() {
    for (int i = 0; i < 4; i++) {
      answers.add(new Answer(500, "{}"));
    }

    assertThatThrownBy(() -> catalog().skus("95FF"))
        .isInstanceOf(CatalogException.class)
        .hasMessageContaining("answered with HTTP 500, 4 times in a row; try again later.");
    assertThat(asked).hasSize(4);
  }

  @Test
  void a_page_cut_in_the_middle_is_tried_again() throws Exception {
    answers.add(new Answer(200, "{\"skus\": [{\"skuId\""));
    answers.add(new Answer(200, page("one", "")));

    assertThat(catalog().skus("95FF")).hasSize(1);
  }

  @Test
  void a_price_that_is_the_same_is_confirmed_and_another_one_is_a_change() throws Exception {
    answers.add(new Answer(200, sku("E5F0", "us-central1", "GiBy.mo", "0", 25_000_000)));

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
    answers.add(new Answer(200, sku("EBA7", "global", "count", "0", 3_000)));

    PriceRefresh.Result result = compare(ACCESS);

    assertThat(result.confirmed()).isEqualTo(1);
    assertThat(result.changes()).isEmpty();
    assertThat(result.problems()).isEmpty();
  }

  @Test
  void another_unit_a_jump_and_a_missing_sku_are_left_out_with_a_sentence() throws Exception {
    answers.add(new Answer(200, sku("E5F0", "us-central1", "GiBy.h", "0", 25_000_000)));
    answers.add(new Answer(200, sku("E5F0", "us-central1", "GiBy.mo", "42", 0)));
    answers.add(new Answer(200, sku("other", "us-central1", "GiBy.mo", "0", 25_000_000)));
    answers.add(new Answer(200, sku("E5F0", "us-central1", "GiBy.mo", "NaN", 0)));

    for (String words :
        List.of("another unit than GiBy.mo", "looks like another unit", "no SKU", "no price")) {
      PriceRefresh.Result result = compare(STORAGE);
      assertThat(result.problems()).singleElement().asString().contains(words);
      assertThat(result.changes()).isEmpty();
    }
  }

  @Test
  void a_free_first_tier_is_no_price() throws Exception {
    answers.add(
        new Answer(
            200,
            """
            {"skus": [{"skuId": "E5F0", "serviceRegions": ["us-central1"], "pricingInfo":
              [{"pricingExpression": {"usageUnit": "GiBy.mo", "tieredRates": [
                {"startUsageAmount": 0, "unitPrice": {"units": "0", "nanos": 0}},
                {"startUsageAmount": 5, "unitPrice": {"units": "0", "nanos": 20000000}}]}}]}]}
            """));

    assertThat(compare(STORAGE).confirmed()).isEqualTo(1);
  }

  @Test
  void regions_that_the_book_does_not_know_are_nothing() throws Exception {
    answers.add(new Answer(200, sku("E5F0", "mars-east1", "GiBy.mo", "0", 25_000_000)));

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

  @Test
  void a_credential_comes_from_the_environment_and_is_never_printed() {
    assertThat(Credential.of(Map.of())).isEmpty();
    assertThat(Credential.of(Map.of("GOOGLE_API_KEY", " "))).isEmpty();
    Credential key = Credential.of(Map.of("GOOGLE_API_KEY", "k\n")).orElseThrow();
    Credential token = Credential.of(Map.of("GOOGLE_OAUTH_ACCESS_TOKEN", "t")).orElseThrow();

    assertThat(key.header()).isEqualTo("x-goog-api-key");
    assertThat(key.value()).isEqualTo("k");
    assertThat(token.value()).isEqualTo("Bearer t");
    assertThat(key.toString()).doesNotContain("k\n").contains("(secret)");
  }

  private PriceRefresh.Result compare(CatalogEntry entry) throws CatalogException {
    return PriceRefresh.compare(PriceBook.shipped(), List.of(entry), catalog(), TODAY);
  }

  private Catalog catalog() {
    return new Catalog(
        HttpClient.newHttpClient(),
        URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
        Credential.apiKey("secret-key"),
        waits::add);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestURI()
            + " key="
            + exchange.getRequestHeaders().getFirst("x-goog-api-key"));
    Answer answer = answers.isEmpty() ? new Answer(500, "{}") : answers.remove();
    if (answer.status() > 0) {
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
    exchange.close();
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

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.start();
      return server;
    } catch (IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }
}
