package tollgate.cost;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The resource types that cost nothing, or nothing by themselves, each with its reason. */
final class TypeTable {

  private static final String FILE = "/tollgate/cost/types.csv";
  private static final TypeTable SHIPPED = load();

  /** A type and why it costs nothing. */
  record Entry(String type, Coverage coverage, String reason) {}

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
        ? Optional.of(new Entry(type, Coverage.FREE, "access rules cost nothing"))
        : Optional.empty();
  }

  Map<String, Entry> entries() {
    return Collections.unmodifiableMap(new TreeMap<>(entries));
  }

  private static TypeTable load() {
    Map<String, Entry> entries = new HashMap<>();
    for (var row : Csv.rows(FILE, 3)) {
      Coverage coverage = row.get(1).equals("free") ? Coverage.FREE : Coverage.USAGE;
      entries.put(row.get(0), new Entry(row.get(0), coverage, row.get(2)));
    }
    return new TypeTable(entries);
  }
}
