package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "plan",
    description = {"Shows what would change, what it costs and what the gate says of it.", ""},
    footer = {
      "",
      "Examples:",
      "  tollgate plan --sandbox                  all stacks, without an account",
      "  tollgate plan lake --fail-on-changes     exit 5 when the lake would change",
      "  tollgate plan --report html=plan.html    a page to look at, and text here",
      "  tollgate plan --out plans && tollgate deploy --plan plans"
    })
final class PlanCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "Save the plans, for deploy --plan DIR.")
  private String out = "";

  @Option(names = "--fail-on-changes", description = "Exit 5 when anything would change.")
  private boolean failOnChanges;

  PlanCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return session
          .explaining(() -> new PlanRun(session, stacks.patterns).show(reports, out, failOnChanges))
          .code();
    }
  }
}
