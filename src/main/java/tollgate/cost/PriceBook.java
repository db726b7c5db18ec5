package tollgate.cost;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Google's list prices by SKU and region. A region's file is read when its first price is asked
 * for. A price is looked up in the exact region, then under {@code global}, and never in another
 * region: what is not there is not known.
 */
public final class PriceBook {

  /** The region of prices that hold everywhere. */
  public static final String GLOBAL = "global";

  private static final String DIRECTORY = "/tollgate/prices/";
  private static final int CELLS = 10;

  private final LocalDate asOf;
  private final Map<String, String> regions;
  private final Map<String, Map<String, List<Price>>> loaded = new ConcurrentHashMap<>();

  private PriceBook(LocalDate asOf, Map<String, String> regions) {
    this.asOf = asOf;
    this.regions = Map.copyOf(regions);
  }

  /** The book that ships with the program. */
  public static PriceBook shipped() {
    Properties book = new Properties();
    try (InputStream stream = PriceBook.class.getResourceAsStream(DIRECTORY + "book.properties")) {
      if (stream == null) {
        throw new IllegalStateException("the price book is missing from the class path");
      }
      book.load(stream);
    } catch (IOException broken) {
      throw new UncheckedIOException("the shipped price book cannot be read", broken);
    }
    Map<String, String> regions = new HashMap<>();
    for (String region : book.getProperty("regions", "").split(",")) {
      regions.put(region.toLowerCase(Locale.ROOT), region);
    }
    return new PriceBook(date(book.getProperty("as_of", "")).orElseThrow(), regions);
  }

  /** The newest price date in the book. */
  public LocalDate asOf() {
    return asOf;
  }

  /** The book's spelling of a region or multi-region, whatever its case; empty when unknown. */
  public Optional<String> region(String name) {
    return Optional.ofNullable(regions.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All regions with prices, sorted. */
  public List<String> regions() {
    return List.copyOf(new TreeSet<>(regions.values()));
  }

  /** The regions whose prices were read so far, sorted. */
  public List<String> read() {
    return List.copyOf(new TreeSet<>(loaded.keySet()));
  }

  /** The tiers of a price, lowest first; empty when the book does not have it. */
  public List<Price> find(String sku, String region) {
    List<Price> own = prices(region).getOrDefault(sku, List.of());
    return own.isEmpty() ? prices(GLOBAL).getOrDefault(sku, List.of()) : own;
  }

  /** The first tier's price. */
  public Optional<Price> first(String sku, String region) {
    return find(sku, region).stream().findFirst();
  }

  /** Every price of a region by SKU, without the global ones. */
  public Map<String, List<Price>> prices(String region) {
    return region(region)
        .map(name -> loaded.computeIfAbsent(name, PriceBook::load))
        .orElse(Map.of());
  }

  private static Map<String, List<Price>> load(String region) {
    Map<String, List<Price>> prices = new HashMap<>();
    for (List<String> row : Csv.rows(DIRECTORY + region + ".csv", CELLS)) {
      Price price = price(row);
      prices.computeIfAbsent(price.sku(), sku -> new ArrayList<>(1)).add(price);
    }
    for (List<Price> tiers : prices.values()) {
      tiers.sort(Comparator.comparing(Price::tierStart));
    }
    return prices;
  }

  private static Price price(List<String> row) {
    return new Price(
        row.get(0),
        row.get(1),
        row.get(2),
        row.get(3),
        row.get(4),
        new BigDecimal(row.get(5)),
        row.get(6).equals("0") ? BigDecimal.ZERO : new BigDecimal(row.get(6)),
        row.get(7),
        date(row.get(8)),
        row.get(9).equals("read") ? Price.Confidence.READ : Price.Confidence.DERIVED);
  }

  /** {@code 2026-07-30}; cut by hand because LocalDate's own parser takes 30 ms to wake up. */
  private static Optional<LocalDate> date(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.split("-", -1);
    return Optional.of(
        LocalDate.of(
            Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2])));
  }
}
