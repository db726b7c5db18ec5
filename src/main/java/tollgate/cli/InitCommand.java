package tollgate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tollgate.workflow.Starter;

@Command(
    name = "init",
    description = {
      "Writes a first tollgate.yaml, with comments, and keeps keys and state out of git.",
      "Asks for what no option says; with --sandbox sample values stand in, and nothing is looked"
          + " up.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate init",
      "  tollgate init --sandbox",
      "  tollgate init --project acme-data-dev --region europe-west3 --owner ada@acme.example"
    })
final class InitCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Option(names = "--project", paramLabel = "ID", description = "The project's id.")
  private String project = "";

  @Option(names = "--region", paramLabel = "REGION", description = "Where everything runs.")
  private String region = "";

  @Option(
      names = "--data-location",
      paramLabel = "PLACE",
      description = "Where buckets and datasets lie (US or EU around the region, else the region).")
  private String dataLocation = "";

  @Option(names = "--owner", paramLabel = "EMAIL", description = "Who answers for the platform.")
  private String owner = "";

  @Option(
      names = "--budget",
      paramLabel = "AMOUNT",
      description = "A month's budget, as in \"280 USD\" (what the parts fit in).")
  private String budget = "";

  @Option(
      names = "--billing-account",
      paramLabel = "ID",
      description = "The project's billing account, as in 01AB23-CD45EF-678901.")
  private String billingAccount = "";

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description = "For the workstation's nightly stop (this machine's).")
  private String timeZone = "";

  @Option(
      names = "--with",
      paramLabel = "PART",
      split = ",",
      description = "${COMPLETION-CANDIDATES}; the others stand in the file as comments (lake).")
  private List<Starter.Part> parts = new ArrayList<>();

  @Option(names = "--force", description = "Write over a file that is there.")
  private boolean force;

  InitCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      InitRun.Given given =
          new InitRun.Given(
              project,
              region,
              dataLocation,
              owner,
              budget,
              billingAccount,
              timeZone,
              List.copyOf(parts),
              force);
      return new InitRun(session, given).run().code();
    }
  }
}
