package tollgate.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import stacks.Platform;

/** The program. */
public final class Tollgate {

  /** The everyday commands that need the stacks. */
  private static final Set<String> SYNTHESIZING = Set.of("synth", "plan", "deploy", "destroy");

  private static final Set<String> HELP = Set.of("-h", "--help", "help");

  private final Rim rim;

  Tollgate(Rim rim) {
    this.rim = rim;
  }

  /** With the real streams and the system's clock. */
  static Tollgate of(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    LastWords lastWords = new LastWords();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> lastWords.atShutdown(err), "last-words"));
    return new Tollgate(
        new Rim(
            in,
            out,
            err,
            environment,
            Path.of(""),
            Terminal.detect(environment),
            Clock.systemUTC(),
            lastWords));
  }

  /** Runs one command; returns its exit code. */
  int run(String... arguments) {
    GlobalOptions options = new GlobalOptions();
    Endings endings = new Endings(rim, options);
    CommandLine commands = Commands.of(rim, options);
    commands.setOut(new PrintWriter(rim.out(), true, StandardCharsets.UTF_8));
    commands.setErr(new PrintWriter(rim.err(), true, StandardCharsets.UTF_8));
    commands.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            rim.terminal().output() ? CommandLine.Help.Ansi.AUTO : CommandLine.Help.Ansi.OFF));
    commands.setParameterExceptionHandler(endings::usage);
    commands.setExecutionExceptionHandler((failure, command, parsed) -> endings.failure(failure));
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    commands.setUsageHelpWidth(Math.max(rim.terminal().columns(), 60));
    int code = commands.execute(arguments);
    if (rim.out().checkError() && code == ExitCode.FINE.code()) {
      rim.err().println("Not all of the output could be written: make room where it goes to.");
      code = ExitCode.PREREQUISITE.code();
    }
    rim.err().flush();
    rim.lastWords().runEnded();
    return code;
  }

  public static void main(String[] arguments) {
    // A locale may have other digits than 0 to 9, and numbers go into addresses and files.
    Locale.setDefault(Locale.ROOT);
    List<String> words = List.of(arguments);
    if (words.stream().anyMatch(SYNTHESIZING::contains) && Collections.disjoint(words, HELP)) {
      Platform
          .warmUp(); // Node starts while the command line is read; for naught if that goes wrong
    }
    System.exit(
        Tollgate.of(
                System.in, stream(FileDescriptor.out), stream(FileDescriptor.err), System.getenv())
            .run(arguments));
  }

  /** Streams that write UTF-8 whatever the locale. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new ReaderMayGo(new FileOutputStream(descriptor)), 8192),
        true,
        StandardCharsets.UTF_8);
  }
}
