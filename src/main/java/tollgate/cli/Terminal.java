package tollgate.cli;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Which of the three streams is a terminal, and what it can do.
 *
 * @param input whether stdin is typed by somebody
 * @param output whether stdout is looked at by somebody
 * @param talk whether stderr is
 * @param columns its width
 */
record Terminal(boolean input, boolean output, boolean talk, int columns) {

  private static final int USUAL_COLUMNS = 80;
  private static final int FEWEST_COLUMNS = 40;
  private static final int MOST_COLUMNS = 160;

  /** No terminal at all. */
  static final Terminal NONE = new Terminal(false, false, false, USUAL_COLUMNS);

  /** Looks at this process's own streams. A CI system counts as no terminal. */
  static Terminal detect(Map<String, String> environment) {
    int columns = columns(environment.getOrDefault("COLUMNS", ""));
    if (!environment.getOrDefault("CI", "").isEmpty()
        && !environment.getOrDefault("CI", "").equals("false")) {
      return new Terminal(false, false, false, columns);
    }
    return new Terminal(isTerminal(0), isTerminal(1), isTerminal(2), columns);
  }

  /** Whether somebody reads a question and can answer it. */
  boolean canAsk() {
    return input && talk;
  }

  private static int columns(String text) {
    try {
      return Math.min(MOST_COLUMNS, Math.max(FEWEST_COLUMNS, Integer.parseInt(text.strip())));
    } catch (NumberFormatException e) {
      return USUAL_COLUMNS;
    }
  }

  /** Java tells only of all streams together; Linux tells of each. */
  private static boolean isTerminal(int stream) {
    Path link = Path.of("/proc/self/fd/" + stream);
    if (!Files.exists(Path.of("/proc/self/fd"))) {
      return hasConsole();
    }
    try {
      String target = Files.readSymbolicLink(link).toString();
      return target.startsWith("/dev/pts/")
          || target.startsWith("/dev/tty")
          || target.equals("/dev/console");
    } catch (IOException e) {
      return false;
    }
  }

  /** Since JDK 22 there is a console without a terminal, too, which says so. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean hasConsole() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return Boolean.TRUE.equals(console.getClass().getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException e) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
