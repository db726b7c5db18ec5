package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "unlock",
    description = {
      "Shows who holds the lock of a state and for how long, asks, and takes it away.",
      "Only for a run that is dead: two runs at once can destroy a state.",
      ""
    },
    footer = {"", "Example:", "  tollgate unlock lake"})
final class UnlockCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Option(
      names = {"-y", "--yes"},
      description = "Answer the question.")
  private boolean yes;

  UnlockCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      Consent consent = new Consent(rim, yes, List.of());
      return new UnlockRun(session, List.copyOf(stacks.patterns), consent).run().code();
    }
  }
}
