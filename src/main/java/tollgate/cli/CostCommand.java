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
      "  tollgate cost --usage-template > usage.yaml",
      "  tollgate cost --format csv",
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
      description = "Declared monthly usage, YAML or JSON, as --usage-template writes it.")
  private String usage = "";

  @Option(
      names = "--usage-template",
      description = "Write a usage file for these resources, every amount 0, and stop.")
  private boolean usageTemplate;

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
  private CostFormat format = CostFormat.text;

  CostCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      CostRun run = new CostRun(session, usage, freeTier);
      return (usageTemplate
              ? run.template(plan, stacks.patterns)
              : run.run(plan, stacks.patterns, explain, format))
          .code();
    }
  }
}
