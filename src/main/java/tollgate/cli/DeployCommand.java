package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "deploy",
    description = {
      "Plans, shows the plan with its price and verdicts, asks, and applies exactly that plan.",
      ""
    },
    footer = {
      "",
      "Without a terminal nothing can be asked: --yes answers the ordinary question, and each kind"
          + " of danger needs its own word after --approve.",
      "",
      "Examples:",
      "  tollgate deploy --sandbox",
      "  tollgate deploy lake --yes --approve destructive,access"
    })
final class DeployCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Option(
      names = "--plan",
      paramLabel = "DIR",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Apply plans that plan --out saved.")
  private String plan = "";

  @Mixin private ConsentOptions consent = new ConsentOptions();

  DeployCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return session
          .explaining(() -> new DeployRun(session, stacks.patterns, consent.consent(rim)).run(plan))
          .code();
    }
  }
}
