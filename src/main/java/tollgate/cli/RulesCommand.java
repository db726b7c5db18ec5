package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "rules",
    description = {"Lists the gate's rules, or shows one in full.", ""},
    footer = {"", "Example:", "  tollgate rules cost/filestore"})
final class RulesCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Parameters(
      paramLabel = "ID",
      arity = "0..1",
      defaultValue = "",
      description = "The id of one rule.")
  private String id = "";

  @Mixin private FormatOption format = new FormatOption();

  RulesCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      rim.out().print(RulesView.of(session, id, format.value));
      return ExitCode.FINE.code();
    }
  }
}
