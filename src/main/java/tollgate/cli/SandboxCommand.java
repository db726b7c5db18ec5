package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "sandbox",
    synopsisSubcommandLabel = "COMMAND",
    description = {"Looks after the simulated cloud on this machine.", ""},
    footer = {"", "Example:", "  tollgate sandbox status"})
final class SandboxCommand implements Callable<Integer> {

  @picocli.CommandLine.Spec
  private picocli.CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

  @Override
  public Integer call() {
    throw new picocli.CommandLine.ParameterException(
        java.util.Objects.requireNonNull(spec).commandLine(), "A command is missing.");
  }

  @Command(
      name = "status",
      description = {
        "Lists what exists in the sandbox, since when, what it would cost a month, and what is"
            + " broken.",
        ""
      },
      footer = {"", "Example:", "  tollgate sandbox status --format json"})
  static final class Status implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Mixin private FormatOption format = new FormatOption();

    Status(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxRun(session).status(format.value).code();
      }
    }
  }

  @Command(
      name = "reset",
      description = {
        "Empties the sandbox: its objects, states and plans, what is broken and which rules are off.",
        ""
      },
      footer = {"", "Example:", "  tollgate sandbox reset --env prod"})
  static final class Reset implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    Reset(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxRun(session).reset().code();
      }
    }
  }

  @Command(
      name = "exec",
      description = {
        "Runs a command with the simulated provider, cdktf say; terraform and cdktf then work in"
            + " the sandbox, whatever backend the stacks have.",
        ""
      },
      footer = {"", "Example:", "  tollgate sandbox exec -- cdktf deploy '*' --auto-approve"})
  static final class Exec implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    @Parameters(paramLabel = "CMD", arity = "1..*", description = "The command and its arguments.")
    private List<String> command = List.of();

    Exec(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxExec(session).run(List.copyOf(command));
      }
    }
  }

  @Command(
      name = "serve",
      description = {
        "Keeps the simulated provider for other shells: prints the environment they need, and ends"
            + " on Ctrl-C.",
        ""
      },
      footer = {
        "",
        "Example, in two terminals:",
        "  tollgate sandbox serve > sandbox.env",
        "  . ./sandbox.env && cdktf plan lake"
      })
  static final class Serve implements Callable<Integer> {
    private final Rim rim;
    private final GlobalOptions options;

    Serve(Rim rim, GlobalOptions options) {
      this.rim = rim;
      this.options = options;
    }

    @Override
    public Integer call() throws Exception {
      try (Session session = new Session(rim, options)) {
        return new SandboxExec(session).serve();
      }
    }
  }
}
