package tollgate.config;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The regions of Google Cloud with their zones. */
final class Regions {
  private static final Map<String, String> ZONES = read();

  private Regions() {}

  /** All names, sorted as in the file. */
  static List<String> names() {
    return List.copyOf(ZONES.keySet());
  }

  /** The letters of the zones, as in "abc"; none for a name that is no region. */
  static String zones(String region) {
    return ZONES.getOrDefault(region, "");
  }

  private static Map<String, String> read() {
    Map<String, String> rows = new LinkedHashMap<>();
    for (String line : lines("regions.csv")) {
      int comma = line.indexOf(',');
      rows.put(line.substring(0, comma), line.substring(comma + 1));
    }
    return Collections.unmodifiableMap(rows);
  }

  /** The lines of a shipped list without its comments. */
  static List<String> lines(String resource) {
    InputStream in = Regions.class.getResourceAsStream(resource);
    if (in == null) {
      throw new IllegalStateException(resource + " is missing from this build");
    }
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
