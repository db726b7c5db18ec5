package tollgate.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Everything outside of the program that a run touches.
 *
 * @param environment of the process
 * @param directory the working directory
 * @param atShutdown takes what is to be run when the process is told to end; it tells whether
 *     anything was at work
 */
record Rim(
    InputStream in,
    PrintStream out,
    PrintStream err,
    Map<String, String> environment,
    Path directory,
    Terminal terminal,
    Clock clock,
    Consumer<BooleanSupplier> atShutdown) {
  Rim {
    environment = Map.copyOf(environment);
  }
}
