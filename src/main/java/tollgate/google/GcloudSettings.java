package tollgate.google;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What gcloud's active configuration says; read from its files, for starting gcloud takes a second.
 * The layout is what {@code gcloud topic configurations} describes.
 */
public final class GcloudSettings {
  private static final Pattern NAME = Pattern.compile("[a-z][-a-z0-9]{0,62}");
  private static final int MOST_BYTES = 1 << 16;

  private final Map<String, String> values;

  private GcloudSettings(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The directory that gcloud keeps its files in. */
  static Path directory(Map<String, String> environment) {
    String named = environment.getOrDefault("CLOUDSDK_CONFIG", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    String windows = environment.getOrDefault("APPDATA", "");
    return windows.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", ""), ".config", "gcloud")
        : Path.of(windows, "gcloud");
  }

  /** Reads the active configuration; without one nothing is said. */
  public static GcloudSettings read(Map<String, String> environment) {
    Path directory = directory(environment);
    String active =
        Optional.ofNullable(environment.get("CLOUDSDK_ACTIVE_CONFIG_NAME"))
            .or(() -> text(directory.resolve("active_config")))
            .map(String::strip)
            .filter(name -> NAME.matcher(name).matches())
            .orElse("default");
    Map<String, String> values = new HashMap<>();
    text(directory.resolve("configurations").resolve("config_" + active))
        .ifPresent(text -> parse(text, values));
    environment.forEach(
        (name, value) -> {
          String[] parts = name.split("_", 3);
          if (parts.length == 3 && parts[0].equals("CLOUDSDK")) {
            values.put((parts[1] + "." + parts[2]).toLowerCase(Locale.ROOT), value);
          }
        });
    return new GcloudSettings(values);
  }

  private static void parse(String text, Map<String, String> values) {
    String section = "";
    for (String line : text.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      if (line.startsWith("[") && line.endsWith("]")) {
        section = line.substring(1, line.length() - 1);
      } else if (equals > 0 && !line.startsWith("#")) {
        values.put(
            section + "." + line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
  }

  private static Optional<String> text(Path file) {
    try {
      return Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES
          ? Optional.of(Files.readString(file))
          : Optional.empty();
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /** A property, as in {@code core/project}; foreign text, to be checked before use. */
  public Optional<String> value(String section, String name) {
    return Optional.ofNullable(values.get(section + "." + name)).filter(text -> !text.isEmpty());
  }
}
