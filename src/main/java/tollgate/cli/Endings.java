package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.CommandLine;
import tollgate.report.Printable;
import tollgate.terraform.InterruptedRunException;

/** Turns what went wrong into a sentence on stderr and an exit code. */
final class Endings {

  private final Rim rim;
  private final GlobalOptions options;

  Endings(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  /** A command line that cannot be understood. */
  int usage(CommandLine.ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    // picocli's own slip of the pen.
    say(sentence(String.valueOf(failure.getMessage()).replace("option option", "option")));
    List<String> hints = UsageHints.of(failure);
    hints.forEach(this::say);
    say("Run '%s --help' for its options.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.code();
  }

  /** Whatever a command threw. */
  int failure(Exception failure) {
    // The workflow's own exceptions are looked at in a class of their own: help must not load them.
    Ending ending =
        DiskTrouble.behind(failure)
            .map(trouble -> trouble.ending(failure, places()))
            .orElseGet(() -> Ending.of(failure));
    if (ending.code() == ExitCode.FAILURE && goingDown()) {
      ending = Ending.of(new InterruptedRunException("Interrupted."));
    }
    boolean interrupted = ending.code() == ExitCode.INTERRUPTED;
    if (interrupted ? !rim.lastWords().areMine() : rim.lastWords().areSaid()) {
      return ending.code().code();
    }
    for (String line : ending.lines()) {
      say(line);
    }
    if (options.verbose || ending.code() == ExitCode.FAILURE) {
      trace(failure);
    }
    return ending.code().code();
  }

  /** A JVM that was interrupted refuses new hooks and temporary files, wherever the run was. */
  private static boolean goingDown() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException shutdown) {
      return true;
    }
  }

  /** Where a run writes, apart from what its user names. */
  private List<Path> places() {
    Path settings = rim.directory().resolve(options.config).toAbsolutePath();
    Path root = settings.getParent() == null ? settings : settings.getParent();
    return Stream.of(root, Path.of(System.getProperty("java.io.tmpdir", ""))).distinct().toList();
  }

  private void trace(Exception failure) {
    if (options.verbose) {
      failure.printStackTrace(rim.err());
    } else {
      say("Run again with -v for the details.");
    }
  }

  private static String sentence(String text) {
    String trimmed = text.strip();
    String start = trimmed.isEmpty() ? "" : trimmed.substring(0, 1).toUpperCase(Locale.ROOT);
    String whole = trimmed.isEmpty() ? "" : start + trimmed.substring(1);
    return whole.endsWith(".") || whole.endsWith("?") ? whole : whole + ".";
  }

  private void say(String line) {
    rim.err().println(Printable.text(line));
  }
}
