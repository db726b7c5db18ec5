package tollgate.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "doctor",
    description = {
      "Looks whether this machine has what is needed. Read only.",
      "Exit code 7 when something is missing.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  tollgate doctor --sandbox    only what the sandbox needs",
      "  tollgate doctor --json"
    })
final class DoctorCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Option(names = "--json", description = "Write JSON (docs/schema/doctor.schema.json).")
  private boolean json;

  DoctorCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() {
    try (Session session = new Session(rim, options)) {
      return new DoctorRun(session, json).run().code();
    }
  }
}
