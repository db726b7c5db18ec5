package tollgate.terraform;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The PATH of an environment that a child will get. Java by itself looks for a program on this
 * process's own.
 */
public final class SearchPath {
  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private SearchPath() {}

  /**
   * The first executable file on the PATH.
   *
   * @param names that it may have, the likeliest first; without directories
   */
  public static Optional<Path> find(Map<String, String> environment, List<String> names) {
    return SEPARATOR
        .splitAsStream(environment.getOrDefault("PATH", ""))
        .filter(entry -> !entry.isEmpty())
        .flatMap(entry -> names.stream().map(name -> Path.of(entry, name)))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }
}
