package tollgate.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "approve",
    description = {
      "Shows saved plans with their price and verdicts, asks, and writes the approval down, so that",
      "another job can deploy exactly them.",
      ""
    },
    footer = {
      "",
      "The approval is a file in .tollgate/approvals, named after the digest of the plans, the",
      "settings, the prices and the version of terraform. When any of these changes, it is void.",
      "",
      "Example:",
      "  tollgate plan --out plans && tollgate approve --plan plans && tollgate deploy --plan plans"
    })
final class ApproveCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Option(
      names = "--plan",
      paramLabel = "DIR",
      required = true,
      showDefaultValue = Visibility.NEVER,
      description = "Plans that plan --out saved.")
  private String plan = "";

  @Mixin private ConsentOptions consent = new ConsentOptions();

  ApproveCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return new DeployRun(session, List.of(), consent.consent(rim)).approveSaved(plan).code();
    }
  }
}
