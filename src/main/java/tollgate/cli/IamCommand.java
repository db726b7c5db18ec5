package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.workflow.Selection;

@Command(
    name = "iam",
    synopsisSubcommandLabel = "COMMAND",
    description = {"Who may do what.", ""},
    footer = {"", "Example:", "  tollgate iam explain"})
final class IamCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "A command is missing.");
  }

  /** What grants can be written as. */
  enum Shape {
    text,
    json,
    markdown
  }

  @Command(
      name = "explain",
      description = {
        "Lists every role that the stacks grant: who gets it, on what, and what for.",
        "Nothing is planned and no account is needed.",
        ""
      },
      footer = {"", "Example:", "  tollgate iam explain orchestrator"})
  static final class Explain implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Mixin private StackArguments stacks = new StackArguments();

    @Option(
        names = "--format",
        paramLabel = "FORMAT",
        defaultValue = "text",
        description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
    private Shape format = Shape.text;

    Explain(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        List<StackInfo> all =
            session.synthesize(
                session.settingsForSynth(), session.project().synthesized(), Removal.NONE);
        List<StackInfo> chosen = Selection.of(all, stacks.patterns);
        rim.out().print(new GrantsView(chosen).as(format));
        return ExitCode.FINE.code();
      }
    }
  }
}
