package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "guard",
    description = {
      "The gate by itself: judges the stacks' plans, or any Terraform plan; exit 3 when it says no.",
      "With --plan, budget and waivers come from tollgate.yaml where there is one.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  terraform show -json plan.bin | tollgate guard --plan - --stack lake"
    })
final class GuardCommand implements Callable<Integer> {
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
      names = "--stack",
      paramLabel = "NAME",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description = {
        "Which stack of tollgate.yaml the plan is of: its budget.stacks counts,",
        "and fixes name its settings."
      })
  private String stack = "";

  @Mixin private ReportOptions reports = new ReportOptions();

  GuardCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return new GuardRun(session).run(plan, stack, stacks.patterns, reports).code();
    }
  }
}
