package tollgate.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The commands and how they hang together. */
final class Commands {

  private Commands() {}

  static CommandLine of(Rim rim, GlobalOptions options) {
    CommandLine root = new CommandLine(new Root(options));
    root.addSubcommand(new InitCommand(rim, options));
    root.addSubcommand(new DoctorCommand(rim, options));
    root.addSubcommand(new BootstrapCommand(rim, options));
    root.addSubcommand(new SynthCommand(rim, options));
    root.addSubcommand(new PlanCommand(rim, options));
    root.addSubcommand(new ApproveCommand(rim, options));
    root.addSubcommand(new DeployCommand(rim, options));
    root.addSubcommand(new DestroyCommand(rim, options));
    root.addSubcommand(new DriftCommand(rim, options));
    root.addSubcommand(new OutputsCommand(rim, options));
    root.addSubcommand(new UnlockCommand(rim, options));
    root.addSubcommand(new CostCommand(rim, options));
    root.addSubcommand(new GuardCommand(rim, options));
    root.addSubcommand(new RulesCommand(rim, options));
    root.addSubcommand(
        new CommandLine(new IamCommand()).addSubcommand(new IamCommand.Explain(rim, options)));
    root.addSubcommand(new PricesCommand(rim, options));
    root.addSubcommand(
        new CommandLine(new BindingsCommand())
            .addSubcommand(new BindingsCommand.ListTypes(rim))
            .addSubcommand(new BindingsCommand.Add(rim))
            .addSubcommand(new BindingsCommand.Update(rim)));
    CommandLine exec = new CommandLine(new SandboxCommand.Exec(rim, options));
    // What follows the command's name is the command's own.
    exec.setStopAtPositional(true);
    root.addSubcommand(
        new CommandLine(new SandboxCommand())
            .addSubcommand(new SandboxCommand.Status(rim, options))
            .addSubcommand(new SandboxCommand.Reset(rim, options))
            .addSubcommand(exec)
            .addSubcommand(new SandboxCommand.Serve(rim, options))
            .addSubcommand(new RehearsalCommand.Switch(rim, options))
            .addSubcommand(new RehearsalCommand.Break(rim, options))
            .addSubcommand(new RehearsalCommand.Mend(rim, options))
            .addSubcommand(new RehearsalCommand.Change(rim, options))
            .addSubcommand(new RehearsalCommand.Remove(rim, options)));
    root.addSubcommand(new TerraformCommand(rim, options));
    root.addSubcommand(new HelpCommand());
    root.addSubcommand(new CompletionCommand());
    return root;
  }

  @Command(
      name = "tollgate",
      versionProvider = Version.class,
      synopsisSubcommandLabel = "COMMAND",
      description = {
        "Typed stacks for a data platform on Google Cloud, and a gate that shows what a change does"
            + " and costs before it happens.",
        ""
      },
      footer = {
        "",
        "The first steps, without an account:",
        "  tollgate plan --sandbox      what would be built, and its price",
        "  tollgate deploy --sandbox    build it in the sandbox",
        "  tollgate help exit-codes     what a script can rely on"
      })
  @SuppressWarnings("UnusedVariable") // picocli reads and writes them
  static final class Root implements Runnable {
    @Mixin private final GlobalOptions options;

    @Option(
        names = {"-h", "--help"},
        usageHelp = true,
        scope = CommandLine.ScopeType.INHERIT,
        description = "Show this help.")
    private boolean help;

    @Option(names = "--version", versionHelp = true, description = "Show the version.")
    private boolean version;

    @CommandLine.Spec private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    Root(GlobalOptions options) {
      this.options = options;
    }

    @Override
    public void run() {
      throw new CommandLine.ParameterException(
          java.util.Objects.requireNonNull(spec).commandLine(), "A command is missing.");
    }
  }

  /** The version of this program. */
  static final class Version implements IVersionProvider {
    /** The same as in pom.xml; a test compares them. */
    static final String NUMBER = "0.1.0-SNAPSHOT";

    @Override
    public String[] getVersion() {
      return new String[] {"tollgate " + NUMBER};
    }
  }
}
