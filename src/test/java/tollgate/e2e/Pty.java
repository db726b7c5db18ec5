package tollgate.e2e;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The launcher in a pseudo-terminal, by util-linux's {@code script}. Keys go in as a terminal sends
 * them: Ctrl-C is a character that becomes a signal to everything in the foreground.
 */
final class Pty implements AutoCloseable {
  static final String ABSENT = "there is no script(1) of util-linux here to make a terminal with";
  private static final Path SCRIPT = Path.of("/usr/bin/script");
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final String CTRL_C = "\u0003";

  private final Path home;
  private final Process process;
  private final OutputStream keys;
  private final StringBuilder screen = new StringBuilder();

  private Pty(Path home, Process process) {
    this.home = home;
    this.process = process;
    this.keys = process.getOutputStream();
    Thread reader = new Thread(this::read, "pty");
    reader.setDaemon(true);
    reader.start();
  }

  static boolean isPossible() {
    return Files.isExecutable(SCRIPT);
  }

  /**
   * Starts the launcher.
   *
   * @param directory the working directory
   * @param environment added to this process's own; PTY_WIDTH is the width of the terminal
   */
  static Pty start(Path directory, Map<String, String> environment, String... arguments)
      throws IOException {
    Path home = Files.createTempDirectory("pty");
    Path tollgate = Path.of("tollgate").toAbsolutePath();
    StringBuilder line = new StringBuilder("'" + tollgate + "'");
    List.of(arguments).forEach(argument -> line.append(" '").append(argument).append('\''));
    // The shell lives on after a Ctrl-C, to say what became of the terminal.
    Files.writeString(
        home.resolve("run.sh"),
        """
        [ -z "$PTY_WIDTH" ] || stty cols "$PTY_WIDTH"
        stty -a >'%1$s/before'
        trap : INT
        %2$s
        code=$?
        stty -a >'%1$s/after'
        exit $code
        """
            .formatted(home, line));
    ProcessBuilder builder =
        new ProcessBuilder(SCRIPT.toString(), "-qefc", "sh " + home.resolve("run.sh"), "/dev/null")
            .directory(directory.toFile())
            .redirectErrorStream(true);
    Map<String, String> clean = new HashMap<>(Map.of("TERM", "xterm", "COLUMNS", "100"));
    clean.putAll(environment);
    builder.environment().keySet().removeAll(List.of("CI", "NO_COLOR"));
    builder.environment().keySet().removeIf(name -> name.startsWith("JSII_SILENCE_WARNING_"));
    builder.environment().putAll(clean);
    return new Pty(home, builder.start());
  }

  private void read() {
    byte[] buffer = new byte[4096];
    try {
      for (int n = process.getInputStream().read(buffer);
          n >= 0;
          n = process.getInputStream().read(buffer)) {
        synchronized (screen) {
          screen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
        }
      }
    } catch (IOException gone) {
      // The terminal was closed.
    }
  }

  /** Everything that was written so far, escapes and all. */
  String screen() {
    synchronized (screen) {
      return screen.toString();
    }
  }

  /** Waits until the text is on the screen, or the file is there. */
  Pty await(String text) throws InterruptedException {
    return await(text, () -> screen().contains(text));
  }

  Pty await(Path file) throws InterruptedException {
    return await(file.toString(), () -> Files.exists(file));
  }

  private interface Condition {
    boolean holds();
  }

  private Pty await(String what, Condition condition) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end || !process.isAlive()) {
        throw new AssertionError("never came: " + what + "\n" + screen());
      }
      Thread.sleep(20);
    }
    return this;
  }

  Pty type(String text) throws IOException {
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
    return this;
  }

  Pty interrupt() throws IOException {
    return type(CTRL_C);
  }

  /** The launcher's exit code. */
  int exit() throws InterruptedException {
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("no end\n" + screen());
    }
    return process.exitValue();
  }

  /** What the terminal was set to before and after, which must be the same. */
  String settingsBefore() throws IOException {
    return Files.readString(home.resolve("before"));
  }

  String settingsAfter() throws IOException {
    return Files.readString(home.resolve("after"));
  }

  /** Processes that work in a directory, after they had some time to end. */
  static List<String> processesIn(Path directory) throws IOException, InterruptedException {
    List<String> found = List.of();
    for (int i = 0; i < 100; i++) {
      found = workingIn(directory.toRealPath());
      if (found.isEmpty()) {
        return found;
      }
      Thread.sleep(50);
    }
    return found;
  }

  private static List<String> workingIn(Path directory) throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path each : processes.filter(p -> p.getFileName().toString().matches("\\d+")).toList()) {
        try {
          if (Files.readSymbolicLink(each.resolve("cwd")).startsWith(directory)) {
            found.add(Files.readString(each.resolve("cmdline")).replace('\0', ' '));
          }
        } catch (IOException ended) {
          // It was there a moment ago.
        }
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    try (Stream<Path> files = Files.list(home)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(home);
  }
}
