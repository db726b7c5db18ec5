package tollgate.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "completion",
    description = {"Prints a completion script for bash and zsh.", ""},
    footer = {"", "Example:", "  source <(tollgate completion)"})
final class CompletionCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    var root = Objects.requireNonNull(spec).root().commandLine();
    root.getOut().print(AutoComplete.bash("tollgate", root));
    root.getOut().flush();
    return ExitCode.FINE.code();
  }
}
