package tollgate.cli;

import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "help",
    description = {"Shows the help of a command, or the exit codes.", ""},
    footer = {"", "Examples:", "  tollgate help deploy", "  tollgate help exit-codes"})
final class HelpCommand implements Callable<Integer> {
  private static final String EXIT_CODES = "exit-codes";

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "TOPIC",
      arity = "0..1",
      defaultValue = "",
      description = "A command, or exit-codes.")
  private String topic = "";

  @Override
  public Integer call() {
    CommandSpec own = Objects.requireNonNull(spec);
    CommandLine root = own.root().commandLine();
    PrintWriter out = root.getOut();
    if (topic.equals(EXIT_CODES)) {
      out.print(ExitCode.table());
      out.flush();
      return ExitCode.FINE.code();
    }
    CommandLine about = topic.isEmpty() ? root : root.getSubcommands().get(topic);
    if (about == null) {
      throw new CommandLine.ParameterException(
          own.commandLine(), "There is no help on " + topic + ".");
    }
    about.usage(out);
    return ExitCode.FINE.code();
  }
}
