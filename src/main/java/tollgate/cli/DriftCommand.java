package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "drift",
    description = {
      "Shows what was changed outside of terraform, what that costs, and what cannot be checked.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate drift",
      "  tollgate drift lake --fail-on-changes     exit 5 when something drifted"
    })
final class DriftCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Mixin private FormatOption format = new FormatOption();

  @Option(names = "--fail-on-changes", description = "Exit 5 when anything has drifted.")
  private boolean failOnChanges;

  DriftCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      List<String> patterns = List.copyOf(stacks.patterns);
      return session
          .explaining(() -> new DriftRun(session, patterns).run(format.value, failOnChanges))
          .code();
    }
  }
}
