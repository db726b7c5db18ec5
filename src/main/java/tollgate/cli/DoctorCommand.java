package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Looks whether this machine and the project on Google Cloud have what is needed. Read only.",
      "Exit code 7 when something is missing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate doctor --sandbox    only what the sandbox needs",
      "  tollgate doctor --json",
      "  tollgate doctor --plan plan.json"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Option(names = "--json", description = "Write JSON (docs/schema/doctor.schema.json).")
  private boolean json;

  @Option(names = "--local", description = "Only this machine; nothing is asked over the network.")
  private boolean local;

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description = "Look at what this plan needs (terraform show -json) instead of all stacks.")
  private String plan = "";

  DoctorCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      return new DoctorRun(session, json, local || options.sandbox, plan).run().code();
    }
  }
}
