package tollgate.google;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tollgate.text.ShippedTable;

/** Which permissions on the project terraform needs, by resource type and what it does with it. */
public final class Permissions {
  private static final String TABLE = "/tollgate/google/permissions.csv";

  /** What terraform does with a resource. */
  public enum Use {
    READ(0),
    CREATE(1),
    UPDATE(2),
    DELETE(3);

    private final int column;

    Use(int column) {
      this.column = column;
    }
  }

  private final Map<String, List<String>> rows;

  private Permissions(Map<String, List<String>> rows) {
    this.rows = Map.copyOf(rows);
  }

  /** The table that comes with this program. */
  public static Permissions shipped() {
    Map<String, List<String>> rows = new HashMap<>();
    ShippedTable.lines(TABLE).stream()
        .filter(line -> line.startsWith("google_"))
        .forEach(
            line -> {
              List<String> cells = List.of(line.split(",", -1));
              rows.put(cells.get(0), cells.subList(1, cells.size()));
            });
    return new Permissions(rows);
  }

  /** The types that the table knows. */
  public Set<String> types() {
    return rows.keySet();
  }

  /**
   * What is needed for one use of a type.
   *
   * @return empty for a type that the table does not know
   */
  public Set<String> of(String type, Use use) {
    List<String> row = rows.getOrDefault(type, List.of());
    Set<String> permissions = new TreeSet<>();
    if (!row.isEmpty() && !row.get(use.column).isEmpty()) {
      permissions.addAll(List.of(row.get(use.column).split(" ", -1)));
    }
    return permissions;
  }

  /** Where Google says so. */
  public String source(String type) {
    List<String> row = rows.getOrDefault(type, List.of());
    return row.isEmpty() ? "" : row.get(row.size() - 1);
  }
}
