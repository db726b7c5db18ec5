package tollgate.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The tables of text that come with this program, a row each line. */
public final class ShippedTable {
  private ShippedTable() {}

  /**
   * The lines of a table; those that begin with {@code #} are for its readers and left out.
   *
   * @param file its place in the program, from {@code /} on
   * @throws IllegalStateException when the program was put together without it
   */
  public static List<String> lines(String file) {
    try (InputStream in = ShippedTable.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
