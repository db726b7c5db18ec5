package tollgate.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The text of bindings/resources.txt: which resource types and data sources get a typed class.
 *
 * @param text with its comments
 */
public record WantedTypes(String text) {
  private static final Pattern COMMENT = Pattern.compile("#.*");
  private static final String DATA = "data.";

  /**
   * One line.
   *
   * @param name a resource type, or {@code data.} and a data source
   * @param line counted from 1
   */
  public record Wanted(String name, int line) {
    public boolean isDataSource() {
      return name.startsWith(DATA);
    }

    /** The name in the schema. */
    public String type() {
      return isDataSource() ? name.substring(DATA.length()) : name;
    }
  }

  /** Its lines with a name, in their order. */
  public List<Wanted> all() {
    List<Wanted> all = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String name = COMMENT.matcher(lines.get(i)).replaceFirst("").strip();
      if (!name.isEmpty()) {
        all.add(new Wanted(name, i + 1));
      }
    }
    return List.copyOf(all);
  }

  /** With one line more, where it belongs in the order; data sources come last. */
  public WantedTypes with(String name) {
    Wanted added = new Wanted(name, 0);
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at =
        all().stream()
            .filter(each -> after(each, added))
            .mapToInt(each -> each.line() - 1)
            .findFirst()
            .orElse(lines.size());
    lines.add(at, name);
    return new WantedTypes(String.join("\n", lines) + "\n");
  }

  private static boolean after(Wanted each, Wanted other) {
    return each.isDataSource() == other.isDataSource()
        ? each.name().compareTo(other.name()) > 0
        : each.isDataSource();
  }
}
