package tollgate.google;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tollgate.cost.CatalogEntry;
import tollgate.cost.Price;
import tollgate.cost.PriceBook;

/**
 * Compares the price book with Google's catalog, for the keys whose SKU is known. Nothing is
 * changed here: the result says what a new book would hold.
 */
public final class PriceRefresh {

  /** A jump like this is a unit misread, not a new price. */
  private static final BigDecimal LARGEST_JUMP = BigDecimal.TEN;

  private static final int DECIMALS = 12;

  private final PriceBook book;
  private final List<CatalogEntry> entries;
  private final LocalDate today;
  private final List<Change> changes = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Map<String, List<Price>>> fresh = new TreeMap<>();
  private int confirmed;

  /**
   * A price that is another one now.
   *
   * @param before empty for a region that is new
   */
  public record Change(Optional<Price> before, Price after) {

    /** By how much, in percent with one decimal; empty for a new price or one that was zero. */
    public Optional<BigDecimal> percent() {
      return before
          .map(Price::usd)
          .filter(usd -> usd.signum() != 0)
          .map(
              usd ->
                  after
                      .usd()
                      .subtract(usd)
                      .multiply(BigDecimal.valueOf(100))
                      .divide(usd, 1, RoundingMode.HALF_UP));
    }
  }

  /**
   * What came of a comparison.
   *
   * @param changes prices that differ
   * @param confirmed how many prices are what the book has
   * @param problems sentences about SKUs that could not be compared
   * @param regions the prices of every region in which something was read, whole
   */
  public record Result(
      List<Change> changes,
      int confirmed,
      List<String> problems,
      Map<String, List<Price>> regions) {
    public Result {
      changes = List.copyOf(changes);
      problems = List.copyOf(problems);
      regions = Collections.unmodifiableMap(new TreeMap<>(regions));
    }
  }

  private PriceRefresh(PriceBook book, List<CatalogEntry> entries, LocalDate today) {
    this.book = book;
    this.entries = entries;
    this.today = today;
  }

  /**
   * Reads the services of these entries and compares.
   *
   * @throws GoogleException when the catalog cannot be read; there is no half of a result
   */
  public static Result compare(
      PriceBook book, List<CatalogEntry> entries, Catalog catalog, LocalDate today)
      throws GoogleException {
    return new PriceRefresh(book, entries, today).run(catalog);
  }

  private Result run(Catalog catalog) throws GoogleException {
    Map<String, Map<String, CatalogSku>> services = new HashMap<>();
    for (CatalogEntry entry : entries) {
      if (!services.containsKey(entry.service())) {
        Map<String, CatalogSku> skus = new HashMap<>();
        catalog.skus(entry.service()).forEach(sku -> skus.put(sku.id(), sku));
        services.put(entry.service(), skus);
      }
      CatalogSku sku = services.getOrDefault(entry.service(), Map.of()).get(entry.catalogSku());
      if (sku == null) {
        problems.add("The catalog has no SKU %s (%s).".formatted(entry.catalogSku(), entry.sku()));
      } else {
        compare(entry, sku);
      }
    }
    return new Result(changes, confirmed, problems, regions());
  }

  private void compare(CatalogEntry entry, CatalogSku sku) {
    if (!sku.unit().equals(entry.unit())) {
      problems.add(
          "SKU %s (%s) is priced by another unit than %s; it was left out."
              .formatted(entry.catalogSku(), entry.sku(), entry.unit()));
      return;
    }
    List<CatalogSku.Tier> paid = paid(sku);
    if (paid.isEmpty()) {
      problems.add(
          "SKU %s (%s) has no price that can be read; it was left out."
              .formatted(entry.catalogSku(), entry.sku()));
      return;
    }
    for (String name : sku.regions()) {
      book.region(name).ifPresent(region -> compare(entry, paid, region));
    }
  }

  /** Without the free amount, which stands as a first tier at zero: the book starts with paid. */
  private static List<CatalogSku.Tier> paid(CatalogSku sku) {
    List<CatalogSku.Tier> tiers = sku.tiers();
    boolean free = !tiers.isEmpty() && tiers.get(0).usd().signum() == 0;
    return free ? tiers.subList(1, tiers.size()) : tiers;
  }

  private void compare(CatalogEntry entry, List<CatalogSku.Tier> paid, String region) {
    List<Price> old = book.prices(region).getOrDefault(entry.sku(), List.of());
    Optional<Price> like = old.stream().findFirst().or(() -> any(entry.sku()));
    if (like.isEmpty()) {
      return;
    }
    List<Price> now = new ArrayList<>();
    for (int i = 0; i < paid.size(); i++) {
      BigDecimal usd = paid.get(i).usd().multiply(entry.factor()).stripTrailingZeros();
      BigDecimal start =
          i == 0
              ? BigDecimal.ZERO
              : paid.get(i).start().divide(entry.factor(), DECIMALS, RoundingMode.HALF_UP);
      now.add(price(like.get(), region, usd, start.stripTrailingZeros(), entry.catalogSku()));
    }
    if (!old.isEmpty() && jumps(old.get(0).usd(), now.get(0).usd())) {
      problems.add(
          "SKU %s (%s) went from %s to %s in %s, which looks like another unit; it was left out."
              .formatted(
                  entry.catalogSku(),
                  entry.sku(),
                  old.get(0).usd().toPlainString(),
                  now.get(0).usd().toPlainString(),
                  region));
      return;
    }
    for (int i = 0; i < now.size(); i++) {
      Optional<Price> before = i < old.size() ? Optional.of(old.get(i)) : Optional.empty();
      if (before.isPresent() && before.get().usd().compareTo(now.get(i).usd()) == 0) {
        confirmed++;
      } else {
        changes.add(new Change(before, now.get(i)));
      }
    }
    fresh.computeIfAbsent(region, key -> new HashMap<>()).put(entry.sku(), now);
  }

  private static boolean jumps(BigDecimal before, BigDecimal after) {
    return before.signum() != 0
        && (after.compareTo(before.multiply(LARGEST_JUMP)) > 0
            || after.multiply(LARGEST_JUMP).compareTo(before) < 0);
  }

  private Optional<Price> any(String sku) {
    return book.regions().stream().flatMap(region -> book.first(sku, region).stream()).findFirst();
  }

  private Price price(
      Price like, String region, BigDecimal usd, BigDecimal start, String catalogSku) {
    return new Price(
        like.sku(),
        like.service(),
        like.description(),
        region,
        like.unit(),
        usd,
        start,
        "Cloud Billing Catalog SKU " + catalogSku,
        Optional.of(today),
        Price.Confidence.READ);
  }

  private Map<String, List<Price>> regions() {
    Map<String, List<Price>> regions = new TreeMap<>();
    fresh.forEach(
        (region, read) -> {
          Map<String, List<Price>> all = new TreeMap<>(book.prices(region));
          all.putAll(read);
          regions.put(region, all.values().stream().flatMap(List::stream).toList());
        });
    return regions;
  }
}
