package tollgate.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/**
 * Where data lies: a region, a multi-region ({@code US}, {@code EU}, {@code ASIA}) or a predefined
 * pair of regions ({@code NAM4}, {@code EUR4}, {@code ASIA1}). One type serves buckets and datasets
 * because a query that reads one place and writes another fails.
 */
public record Location(String value) {
  /** The pairs, each with the multi-region both of its regions lie in. */
  private static final Map<String, String> PAIRS =
      Map.of("NAM4", "US", "EUR4", "EU", "ASIA1", "ASIA");

  private static final List<String> MULTI_REGIONS = List.of("US", "EU", "ASIA");

  /** BigQuery's multi-regions; it has no other place that is more than a region. */
  private static final List<String> BIGQUERY = List.of("US", "EU");

  private static final List<String> NAMES =
      Stream.of(MULTI_REGIONS, List.of("NAM4", "EUR4", "ASIA1"), Regions.names())
          .flatMap(List::stream)
          .toList();

  static final Kind<Location> KIND = Kind.text("location", Location::new, Kind.oneOf(NAMES));

  public Location {
    if (!NAMES.contains(value)) {
      String upper = value.toUpperCase(Locale.ROOT);
      String lower = value.toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no location. "
              + Optional.of(upper)
                  .filter(NAMES::contains)
                  .or(() -> Optional.of(lower).filter(NAMES::contains))
                  .map(name -> "Did you mean " + name + "?")
                  .orElseGet(() -> Nearest.hint(value, NAMES)));
    }
  }

  /** True for a single region. */
  public boolean isRegion() {
    return !MULTI_REGIONS.contains(value) && !PAIRS.containsKey(value);
  }

  /** True where BigQuery can keep a dataset. */
  public boolean holdsDatasets() {
    return isRegion() || BIGQUERY.contains(value);
  }

  /**
   * True when BigQuery reads a bucket here together with datasets there: the same place, or a pair
   * of regions inside the multi-region of the datasets.
   */
  boolean goesWith(Location datasets) {
    return isSameAs(datasets) || datasets.value.equals(PAIRS.get(value));
  }

  /** Equality that spares a start the making of a record's own. */
  boolean isSameAs(Location other) {
    return value.equals(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
