package tollgate.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tollgate.terraform.SearchPath;

/** The programs on a PATH: where they are, and what they print. */
final class Programs {
  private static final Duration LIMIT = Duration.ofSeconds(6);
  private static final int MOST_BYTES = 16 << 20;

  private final Map<String, String> environment;
  private final Path directory;

  Programs(Map<String, String> environment, Path directory) {
    this.environment = environment;
    this.directory = directory;
  }

  /** Where a program is. */
  Optional<Path> find(String name) {
    return SearchPath.find(environment, List.of(name, name + ".exe", name + ".cmd"));
  }

  /**
   * What a program prints on stdout.
   *
   * @return empty when it fails or takes too long
   * @throws IOException when it cannot be started
   */
  Optional<String> output(List<String> command) throws IOException {
    List<String> found = new ArrayList<>(command);
    // Java itself would look on this process's own PATH.
    find(command.get(0)).ifPresent(file -> found.set(0, file.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(found)
            .directory(directory.toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      Thread watch = new Thread(() -> endLate(process), "watch");
      watch.setDaemon(true);
      watch.start();
      byte[] said = process.getInputStream().readNBytes(MOST_BYTES);
      return process.waitFor() == 0
          ? Optional.of(new String(said, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      end(process);
    }
  }

  private static void endLate(Process process) {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its children too: they would hold the pipe open. */
  private static void end(Process process) {
    if (process.isAlive()) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
