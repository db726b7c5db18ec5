package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "cost",
    description = {
      "Prices the stacks as the settings have them, or any Terraform plan.",
      "Amounts are US dollars for a month of 730 hours: floor without traffic, usage with the"
          + " declared traffic, ceiling when every limit is reached.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate cost",
      "  terraform show -json plan.bin > plan.json && tollgate cost --plan plan.json",
      "  tollgate cost --explain google_sql_database_instance.mage"
    })
final class CostCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description = "A plan as JSON, made by terraform show -json; - reads stdin.")
  private String plan = "";

  @Option(
      names = "--usage",
      paramLabel = "FILE",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description = "Declared monthly usage, JSON: {\"ADDRESS or TYPE\": {\"KEY\": NUMBER}}.")
  private String usage = "";

  @Option(
      names = "--explain",
      paramLabel = "ADDRESS",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description = "Show how the amount of one resource comes about.")
  private String explain = "";

  @Option(
      names = "--free-tier",
      description = "Subtract Google's free amounts, which hold once for a billing account.")
  private boolean freeTier;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Format format = Format.text;

  CostCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return new CostRun(session, usage, freeTier)
          .run(plan, stacks.patterns, explain, format)
          .code();
    }
  }
}
