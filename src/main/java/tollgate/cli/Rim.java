package tollgate.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Everything outside of the program that a run touches.
 *
 * @param environment of the process
 * @param directory the working directory
 * @param atShutdown takes what is to be run when the process is told to end; it tells how long the
 *     run may then take to say how it ended
 */
record Rim(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Terminal terminal,
    Clock clock,
    Consumer<Supplier<Duration>> atShutdown) {
  Rim {
    environment = Map.copyOf(environment);
  }
}
