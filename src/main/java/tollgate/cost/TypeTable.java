package tollgate.cost;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The resource types without a meter that somebody looked at: those that cost nothing, nothing by
 * themselves, or something that the price book does not know. Each has its reason and a source.
 */
final class TypeTable {

  private static final String FILE = "/tollgate/cost/types.csv";
  private static final TypeTable SHIPPED = load();

  /**
   * A type and what it costs.
   *
   * @param source a page of Google's that says so
   */
  record Entry(String type, Coverage coverage, String reason, String source) {}

  private final Map<String, Entry> entries;

  private TypeTable(Map<String, Entry> entries) {
    this.entries = Map.copyOf(entries);
  }

  static TypeTable shipped() {
    return SHIPPED;
  }

  /** By name, or by a row that ends in a star. */
  Optional<Entry> find(String type) {
    Entry exact = entries.get(type);
    if (exact != null) {
      return Optional.of(exact);
    }
    return entries.values().stream()
        .filter(entry -> entry.type().endsWith("*"))
        .filter(entry -> type.startsWith(entry.type().substring(0, entry.type().length() - 1)))
        .findFirst()
        .or(() -> access(type));
  }

  /** Who may do what is never billed, whatever it is on. */
  private static Optional<Entry> access(String type) {
    boolean iam =
        type.startsWith("google_")
            && (type.endsWith("_iam_member")
                || type.endsWith("_iam_binding")
                || type.endsWith("_iam_policy")
                || type.endsWith("_iam_audit_config"));
    return iam
        ? Optional.of(
            new Entry(
                type,
                Coverage.FREE,
                "access rules cost nothing",
                "cloud.google.com/iam/docs/overview"))
        : Optional.empty();
  }

  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  private static Coverage coverage(String written) {
    return switch (written) {
      case "free" -> Coverage.FREE;
      case "usage" -> Coverage.USAGE;
      case "uncovered" -> Coverage.UNCOVERED;
      default -> throw new IllegalStateException(FILE + " has a coverage " + written);
    };
  }

  private static TypeTable load() {
    Map<String, Entry> entries = new HashMap<>();
    for (var row : Csv.rows(FILE, 4)) {
      entries.put(row.get(0), new Entry(row.get(0), coverage(row.get(1)), row.get(2), row.get(3)));
    }
    return new TypeTable(entries);
  }
}
