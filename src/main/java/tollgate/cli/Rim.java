package tollgate.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Everything outside of the program that a run touches.
 *
 * @param environment of the process
 * @param directory the working directory
 * @param lastWords what is done and said when the process is told to end
 */
record Rim(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Terminal terminal,
    Clock clock,
    LastWords lastWords) {
  Rim {
    environment = Map.copyOf(environment);
  }
}
