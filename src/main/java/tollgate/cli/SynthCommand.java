package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "synth",
    description = {
      "Writes the Terraform JSON of the stacks to cdktf.out.",
      "What terraform would refuse in them is refused here, with the line of Java that asks for it.",
      "The gate's rules that need no plan are checked at once; cdktf runs this as its app.",
      ""
    },
    footer = {
      "",
      "Example:",
      "  tollgate synth && terraform -chdir=cdktf.out/stacks/lake validate"
    })
final class SynthCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Mixin private StackArguments stacks = new StackArguments();

  SynthCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    try (Session session = new Session(rim, options)) {
      return new SynthRun(session).run(stacks.patterns).code();
    }
  }
}
