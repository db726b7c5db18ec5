package tollgate.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.text.ShippedTable;

/**
 * What to do about an error.
 *
 * @param id a word
 * @param sentence one line
 * @param source where that is from
 */
public record Advice(String id, String sentence, String source) {
  private static final String TABLE = "/tollgate/advice/errors.tsv";

  /** An error says what it is about at its beginning; the rest may be a whole page of HTML. */
  private static final int LONGEST = 4_000;

  private record Row(Pattern pattern, Advice advice) {}

  /** Only a run that failed reads the table. */
  private static final class Table {
    static final List<Row> ROWS = read();
  }

  /** The advice about an error's text, in whatever words around it; empty when there is none. */
  public static Optional<Advice> about(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String oneLine = start.replaceAll("\\s+", " ");
    return Table.ROWS.stream()
        .filter(row -> row.pattern().matcher(oneLine).find())
        .findFirst()
        .map(Row::advice);
  }

  /** All that there is, in the order in which it is tried. */
  public static List<Advice> all() {
    return Table.ROWS.stream().map(Row::advice).toList();
  }

  private static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    for (String line : ShippedTable.lines(TABLE)) {
      String[] cells = line.split("\t", 4);
      rows.add(
          new Row(
              Pattern.compile(cells[1], Pattern.CASE_INSENSITIVE),
              new Advice(cells[0], cells[2], cells[3])));
    }
    return List.copyOf(rows);
  }
}
