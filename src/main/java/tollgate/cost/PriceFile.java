package tollgate.cost;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** A region of the price book as the text of its file, sorted, so that two versions compare. */
public final class PriceFile {

  private static final String HEADING =
      "sku,service,description,region,unit,usd,tier_start,source,as_of,confidence\n";

  private PriceFile() {}

  public static String text(List<Price> prices) {
    StringBuilder text = new StringBuilder(HEADING);
    prices.stream()
        .sorted(Comparator.comparing(Price::sku).thenComparing(Price::tierStart))
        .forEach(
            price -> {
              text.append(cell(price.sku())).append(',');
              text.append(cell(price.service())).append(',');
              text.append(cell(price.description())).append(',');
              text.append(cell(price.region())).append(',');
              text.append(cell(price.unit())).append(',');
              text.append(price.usd().toPlainString()).append(',');
              text.append(price.tierStart().toPlainString()).append(',');
              text.append(cell(price.source())).append(',');
              text.append(price.asOf().map(LocalDate::toString).orElse("")).append(',');
              text.append(price.confidence().name().toLowerCase(Locale.ROOT)).append('\n');
            });
    return text.toString();
  }

  private static String cell(String text) {
    String plain = Notes.plain(text);
    return plain.indexOf(',') < 0 && plain.indexOf('"') < 0
        ? plain
        : '"' + plain.replace("\"", "\"\"") + '"';
  }
}
