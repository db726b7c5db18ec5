package tollgate.sandbox.cloud;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What deletions leave behind: names that are not free yet, APIs that stay enabled. Lines {@code
 * INSTANT TYPE ID}, only ever appended; the last one of a type and id counts, and one that a kill
 * left unfinished does not.
 */
public final class Remnants {
  private static final String FILE = "remnants";

  private final Path file;
  private final Map<String, Instant> since = new HashMap<>();

  private Remnants(Path file) {
    this.file = file;
  }

  /**
   * Reads what is known in a sandbox's directory.
   *
   * @throws IOException when there is a file that cannot be read
   */
  public static Remnants open(Path directory) throws IOException {
    Remnants remnants = new Remnants(directory.resolve(FILE));
    if (Files.exists(remnants.file)) {
      String text = Files.readString(remnants.file);
      text.substring(0, text.lastIndexOf('\n') + 1).lines().forEach(remnants::read);
    }
    return remnants;
  }

  private void read(String line) {
    String[] parts = line.split(" ", 3);
    if (parts.length == 3) {
      try {
        since.put(parts[1] + " " + parts[2], Instant.parse(parts[0]));
      } catch (DateTimeException torn) {
        // A line that was cut and then continued says nothing.
        return;
      }
    }
  }

  /** Notes that something of that type and id went, and when. */
  synchronized void add(String type, String id, Instant when) throws IOException {
    since.put(type + " " + id, when);
    // The leading line feed ends a line that a kill left unfinished.
    Files.write(
        file,
        ("\n" + when + " " + type + " " + id + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** When it went last. */
  synchronized Optional<Instant> since(String type, String id) {
    return Optional.ofNullable(since.get(type + " " + id));
  }
}
