package tollgate.workflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps what a run makes, and keys above all, out of git. Lines that are there stay as they are.
 */
public final class IgnoreFile {
  /** Google names a downloaded key PROJECT-0123456789ab.json: the id and twelve hex digits. */
  private static final String DOWNLOADED_KEY = "*-" + "[0-9a-f]".repeat(12) + ".json";

  private static final List<String> LINES =
      List.of(
          ".tollgate/",
          "cdktf.out/",
          ".terraform/",
          "*.tfstate",
          "*.tfstate.*",
          DOWNLOADED_KEY,
          "*-key.json",
          "*credentials*.json",
          "service-account*.json",
          "*.pem",
          ".env");

  private IgnoreFile() {}

  /**
   * Adds the lines that are missing.
   *
   * @return how many were
   * @throws IOException when the file cannot be read or written
   */
  public static int complete(Path directory) throws IOException {
    Path file = directory.resolve(".gitignore");
    String before = Files.exists(file) ? Files.readString(file) : "";
    Set<String> present = new HashSet<>();
    before.lines().map(IgnoreFile::plain).forEach(present::add);
    List<String> missing =
        new ArrayList<>(LINES.stream().filter(line -> !present.contains(plain(line))).toList());
    if (missing.isEmpty()) {
      return 0;
    }
    String gap = before.isEmpty() ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    Files.writeString(
        file,
        gap + "# What tollgate makes, and keys.\n" + String.join("\n", missing) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    return missing.size();
  }

  /** {@code /target} and {@code target/} keep out the same directory at the top. */
  private static String plain(String line) {
    String bare = line.strip();
    bare = bare.startsWith("/") ? bare.substring(1) : bare;
    return bare.endsWith("/") ? bare.substring(0, bare.length() - 1) : bare;
  }
}
