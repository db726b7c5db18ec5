package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "outputs",
    description = {"Shows what the deployed stacks say of themselves: addresses, names.", ""},
    footer = {"", "Example:", "  tollgate outputs orchestrator --format json"})
final class OutputsCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Mixin private FormatOption format = new FormatOption();

  OutputsCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return new OutputsRun(session).run(stacks.patterns, format.value).code();
    }
  }
}
