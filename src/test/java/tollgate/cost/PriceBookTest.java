package tollgate.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tollgate.Shared;

class PriceBookTest {

  private static final PriceBook BOOK = PriceBook.shipped();

  @Test
  void a_price_is_found_in_its_region_and_then_under_global() {
    assertThat(BOOK.first("filestore.basic-hdd.gib-month", "us-central1").orElseThrow().usd())
        .isEqualByComparingTo("0.16");
    assertThat(BOOK.first("armor.policy.month", "us-central1").orElseThrow().region())
        .isEqualTo("global");
  }

  @Test
  void a_price_is_never_taken_from_another_region() {
    assertThat(BOOK.find("filestore.basic-hdd.gib-month", "europe-west1")).isEmpty();
    assertThat(BOOK.find("filestore.basic-hdd.gib-month", "moon-1")).isEmpty();
    assertThat(BOOK.find("filestore.basic-hdd.gib-month", "../us-central1")).isEmpty();
  }

  @Test
  void only_the_places_of_a_plan_are_read() {
    PriceBook book = PriceBook.shipped();
    assertThat(book.read()).isEmpty();

    new Estimator(book, Options.DEFAULT)
        .estimate(
            List.of(
                Configurations.plan(
                    "google_compute_instance",
                    "{'machine_type': 'e2-medium', 'zone': 'europe-west1-b',"
                        + " 'boot_disk': {'initialize_params': {'size': 20}}}")));

    assertThat(book.read()).containsExactly("europe-west1");
  }

  @Test
  void regions_are_found_in_any_case() {
    assertThat(BOOK.region("US-CENTRAL1")).contains("us-central1");
    assertThat(BOOK.region("us")).contains("US");
    assertThat(BOOK.first("storage.standard.gib-month", "us").orElseThrow().usd())
        .isEqualByComparingTo("0.026");
  }

  @Test
  void tiers_come_in_rising_order() {
    assertThat(BOOK.find("network.egress.internet.gib", "us-central1"))
        .extracting(price -> price.tierStart().intValueExact())
        .containsExactly(0, 1024, 10240);
  }

  @Test
  void every_row_is_sound() {
    for (String region : BOOK.regions()) {
      assertThat(BOOK.prices(region)).as(region).isNotEmpty();
      BOOK.prices(region)
          .forEach(
              (sku, tiers) -> {
                assertThat(tiers).as(sku).isNotEmpty();
                assertThat(tiers.get(0).tierStart()).as(sku).isEqualByComparingTo("0");
                assertThat(tiers)
                    .allSatisfy(
                        price -> {
                          assertThat(price.region()).isEqualTo(region);
                          assertThat(price.usd().signum()).isNotNegative();
                          assertThat(price.source()).isNotBlank();
                          assertThat(price.unit()).isNotBlank();
                          assertThat(price.asOf().filter(BOOK.asOf()::isBefore)).isEmpty();
                        });
                assertThat(tiers.stream().map(Price::tierStart).distinct().count())
                    .as(sku)
                    .isEqualTo(tiers.size());
              });
    }
  }

  @Test
  void the_newest_date_in_the_book_is_what_the_book_says() {
    assertThat(
            BOOK.regions().stream()
                .flatMap(region -> BOOK.prices(region).values().stream())
                .flatMap(List::stream)
                .flatMap(price -> price.asOf().stream())
                .max(java.time.LocalDate::compareTo))
        .contains(BOOK.asOf());
  }

  @Test
  void the_shipped_files_hold_every_row_of_the_reference_data() throws IOException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    Path prices = Shared.dir().orElseThrow().resolve("prices/prices.csv");
    Set<List<String>> shipped = new HashSet<>();
    for (String region : BOOK.regions()) {
      shipped.addAll(Csv.rows("/tollgate/prices/" + region + ".csv", 10));
    }
    List<List<String>> missing = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(prices)) {
      lines.readLine();
      lines.lines().map(Csv::split).filter(row -> !shipped.contains(row)).forEach(missing::add);
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void quotes_keep_commas_and_double_to_themselves() {
    assertThat(Csv.split("a,\"b, c\",\"say \"\"d\"\"\","))
        .containsExactly("a", "b, c", "say \"d\"", "");
  }

  @Test
  void a_missing_file_is_named() {
    assertThatThrownBy(() -> Csv.rows("/tollgate/prices/nowhere.csv", 10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("nowhere.csv");
  }

  @Test
  void a_price_is_never_rounded_by_reading() {
    assertThat(BOOK.first("compute.machine.e2-small.hour", "us-central1").orElseThrow().usd())
        .isEqualTo(new BigDecimal("0.016752855"));
  }
}
