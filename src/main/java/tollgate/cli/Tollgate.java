package tollgate.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine;
import stacks.Platform;

/** The program. */
public final class Tollgate {

  /** The everyday commands that need the stacks. */
  private static final Set<String> SYNTHESIZING = Set.of("synth", "plan", "deploy", "destroy");

  private static final Set<String> HELP = Set.of("-h", "--help", "help");

  private final Rim rim;
  private final CountDownLatch ended;

  Tollgate(Rim rim) {
    this(rim, new CountDownLatch(1));
  }

  private Tollgate(Rim rim, CountDownLatch ended) {
    this.rim = rim;
    this.ended = ended;
  }

  /** With the real streams and the system's clock. */
  static Tollgate of(
      InputStream in, PrintStream out, PrintStream err, Map<String, String> environment) {
    CountDownLatch ended = new CountDownLatch(1);
    return new Tollgate(
        new Rim(
            in,
            out,
            err,
            environment,
            Path.of(""),
            Terminal.detect(environment),
            Clock.systemUTC(),
            task ->
                Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> shutDown(task, ended, err), "shutdown"))),
        ended);
  }

  /**
   * The JVM stays until the run has said how it ended, if it was at work at all. One that cannot,
   * for it waits for an answer or for Node, has it said here.
   */
  private static void shutDown(Supplier<Duration> task, CountDownLatch ended, PrintStream err) {
    Duration lastWords = task.get();
    try {
      if (!ended.await(lastWords.toMillis(), TimeUnit.MILLISECONDS)) {
        err.println();
        err.println("Interrupted.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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
    rim.out().flush();
    rim.err().flush();
    ended.countDown();
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

  /** Streams that write UTF-8 whatever the locale, and that stay quiet when the reader has gone. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 8192),
        true,
        StandardCharsets.UTF_8);
  }
}
