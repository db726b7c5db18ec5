package tollgate.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs the project's launcher in a directory, without a terminal.
 *
 * @param directory the user's working directory, with a tollgate.yaml or without
 * @param environment added to a clean environment; a name with an empty value is removed
 */
record Launcher(Path directory, Map<String, String> environment) {

  private static final Path SCRIPT = Path.of("tollgate").toAbsolutePath();

  /** What a run left behind. */
  record Result(int exit, String out, String err) {

    JsonNode json() throws IOException {
      return new ObjectMapper().readTree(out);
    }

    /** Both streams, for the message of a failing assertion. */
    String all() {
      return "exit " + exit + "\n--- stdout\n" + out + "\n--- stderr\n" + err;
    }
  }

  /** A launcher in a fresh directory that holds the sample settings. */
  static Launcher withSampleSettings(Path directory) throws IOException {
    Files.copy(Path.of("tollgate.yaml"), directory.resolve("tollgate.yaml"));
    return new Launcher(directory, Map.of());
  }

  Launcher with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Launcher(directory, more);
  }

  /** Rewrites a part of tollgate.yaml, and fails when the part is not there. */
  void edit(String from, String to) throws IOException {
    Path settings = directory.resolve("tollgate.yaml");
    String text = Files.readString(settings);
    if (!text.contains(from)) {
      throw new IllegalArgumentException("tollgate.yaml holds no '" + from + "'");
    }
    Files.writeString(settings, text.replace(from, to));
  }

  Result run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(SCRIPT.toString());
    command.addAll(List.of(arguments));
    return exec(command);
  }

  Result exec(List<String> command) throws IOException, InterruptedException {
    return exec(command, Duration.ofMinutes(5));
  }

  Result exec(List<String> command, Duration longest) throws IOException, InterruptedException {
    Process process = start(command);
    process.getOutputStream().close();
    CompletableFuture<String> out = drain(process.getInputStream());
    CompletableFuture<String> err = drain(process.getErrorStream());
    if (!process.waitFor(longest.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException(
          "no end after %d s: ".formatted(longest.toSeconds())
              + command
              + "\n"
              + out.join()
              + "\n"
              + err.join());
    }
    return new Result(process.exitValue(), out.join(), err.join());
  }

  Process start(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // Set for the tests' own process; the launcher must do without.
    builder.environment().keySet().removeIf(name -> name.startsWith("JSII_SILENCE_WARNING_"));
    environment.forEach(
        (name, value) -> {
          if (value.isEmpty()) {
            builder.environment().remove(name);
          } else {
            builder.environment().put(name, value);
          }
        });
    return builder.start();
  }

  private static CompletableFuture<String> drain(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
