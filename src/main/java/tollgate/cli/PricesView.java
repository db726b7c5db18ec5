package tollgate.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.config.read.Shown;
import tollgate.cost.Price;
import tollgate.cost.PriceBook;
import tollgate.report.JsonReport;
import tollgate.text.Nearest;
import tollgate.workflow.StopException;

/** The price book as text or JSON. */
final class PricesView {
  /** Google changes a price a few times a year. */
  static final long OLD_DAYS = 180;

  private final PriceBook book = PriceBook.shipped();
  private final LocalDate today;

  PricesView(LocalDate today) {
    this.today = today;
  }

  String show(String region, String word, Format format) {
    String known =
        book.region(region)
            .orElseThrow(
                () ->
                    new StopException(
                        StopException.Reason.USAGE,
                        "There are no prices for %s. %s"
                            .formatted(
                                Shown.quoted(region), Nearest.hint(region, book.regions()))));
    List<Price> prices =
        Stream.of(known, PriceBook.GLOBAL)
            .distinct()
            .flatMap(place -> prices(place).stream())
            .filter(
                price ->
                    Stream.of(word.toLowerCase(Locale.ROOT).strip().split("\\s+"))
                        .allMatch(part -> has(price, part)))
            .toList();
    return switch (format) {
      case text -> text(prices);
      case json -> json(prices);
    };
  }

  /** What to say where no price has the words. */
  static String nothing(String region, String word) {
    return "No price for %s has %s in its name, description or service. Leave the words out to see all."
        .formatted(Shown.quoted(region), Shown.quoted(word));
  }

  private List<Price> prices(String region) {
    return book.prices(region).values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(Price::sku).thenComparing(Price::tierStart))
        .toList();
  }

  private static boolean has(Price price, String word) {
    return price.sku().toLowerCase(Locale.ROOT).contains(word)
        || price.description().toLowerCase(Locale.ROOT).contains(word)
        || price.service().toLowerCase(Locale.ROOT).contains(word);
  }

  private String text(List<Price> prices) {
    StringBuilder text = new StringBuilder();
    for (Price price : prices) {
      text.append(
          "%-44s %14s USD per %s%s, %s, %s%s%n"
              .formatted(
                  price.sku(),
                  price.usd().toPlainString(),
                  price.unit(),
                  price.tierStart().signum() == 0
                      ? ""
                      : " from " + price.tierStart().toPlainString(),
                  price.region(),
                  price.asOf().map(LocalDate::toString).orElse("no date"),
                  price.asOf().filter(day -> days(day) > OLD_DAYS).map(day -> ", old").orElse("")));
    }
    return text.toString();
  }

  private static String json(List<Price> prices) {
    ObjectNode document = JsonReport.document().put("currency", "USD");
    for (Price price : prices) {
      document
          .withArray("prices")
          .addObject()
          .put("sku", price.sku())
          .put("service", price.service())
          .put("description", price.description())
          .put("region", price.region())
          .put("unit", price.unit())
          .put("usd", price.usd().toPlainString())
          .put("tierStart", price.tierStart().toPlainString())
          .put("source", price.source())
          .put("asOf", price.asOf().map(LocalDate::toString).orElse(null))
          .put("confidence", price.confidence().name().toLowerCase(Locale.ROOT));
    }
    return JsonReport.write(document);
  }

  String age(Format format) {
    Optional<LocalDate> oldest =
        book.regions().stream()
            .flatMap(region -> prices(region).stream())
            .flatMap(price -> price.asOf().stream())
            .min(Comparator.naturalOrder());
    return switch (format) {
      case text ->
          "The newest prices are of %s, %d days ago.%n%s%s"
              .formatted(
                  book.asOf(),
                  days(book.asOf()),
                  oldest
                      .map(day -> "The oldest is of %s, %d days ago.%n".formatted(day, days(day)))
                      .orElse(""),
                  old());
      case json ->
          JsonReport.write(
              JsonReport.document()
                  .put("asOf", book.asOf().toString())
                  .put("oldest", oldest.map(LocalDate::toString).orElse(null))
                  .put("olderThan180Days", olderPrices()));
    };
  }

  private long olderPrices() {
    return book.regions().stream()
        .flatMap(region -> prices(region).stream())
        .filter(price -> price.asOf().filter(day -> days(day) > OLD_DAYS).isPresent())
        .count();
  }

  private String old() {
    long older = olderPrices();
    return older == 0
        ? ""
        : "%d prices are older than %d days; `tollgate prices refresh` compares them with Google's.%n"
            .formatted(older, OLD_DAYS);
  }

  private long days(LocalDate day) {
    return ChronoUnit.DAYS.between(day, today);
  }
}
