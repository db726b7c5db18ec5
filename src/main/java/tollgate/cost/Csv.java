package tollgate.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Rows of the comma-separated files that ship with the program; quotes as in RFC 4180. */
final class Csv {

  private Csv() {}

  /**
   * The rows under the heading of a shipped file.
   *
   * @throws IllegalStateException when the file is missing or a row has another number of cells
   */
  static List<List<String>> rows(String file, int cells) {
    try (InputStream stream = Csv.class.getResourceAsStream(file)) {
      if (stream == null) {
        throw new IllegalStateException(file + " is missing from the program's class path");
      }
      return rows(file, stream, cells);
    } catch (IOException broken) {
      throw new UncheckedIOException("the shipped file " + file + " cannot be read", broken);
    }
  }

  private static List<List<String>> rows(String file, InputStream stream, int cells)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    int number = 1;
    lines.readLine();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      List<String> row = split(line);
      if (row.size() != cells) {
        throw new IllegalStateException(
            "%s:%d has %d cells and not %d".formatted(file, number, row.size(), cells));
      }
      rows.add(row);
    }
    return rows;
  }

  static List<String> split(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        // A doubled quote inside quotes is a quote.
        if (quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
          cell.append(c);
          i++;
        } else {
          quoted = !quoted;
        }
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }
}
