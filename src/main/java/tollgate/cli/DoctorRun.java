package tollgate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tollgate.config.SettingsException;
import tollgate.config.read.Problem;
import tollgate.doctor.Check;
import tollgate.doctor.Checkup;
import tollgate.doctor.Finding;
import tollgate.doctor.Machine;
import tollgate.doctor.Outcome;

/** Looks at the machine. */
final class DoctorRun {
  /** For all checks together. With the start of a JVM it stays under ten seconds. */
  private static final Duration DEADLINE = Duration.ofSeconds(8);

  private final Session session;
  private final boolean json;

  DoctorRun(Session session, boolean json) {
    this.session = session;
    this.json = json;
  }

  ExitCode run() {
    Path root = session.project().root().toAbsolutePath();
    Machine machine =
        new Machine(
            session.rim().environment(),
            root,
            session.today(),
            Runtime.version().feature(),
            Path.of(System.getProperty("java.home", "")));
    List<Check> checks =
        new ArrayList<>(session.options().sandbox ? machine.forSandbox() : machine.forCloud());
    Outcome read;
    try {
      session.settings();
      read = Outcome.ok("The settings load.");
    } catch (SettingsException wrong) {
      read = unread(wrong);
    }
    Outcome shown = read;
    checks.add(new Check("settings", "settings", () -> shown));
    List<Finding> findings = Checkup.run(checks, DEADLINE);
    session.rim().out().print(json ? FindingsView.json(findings) : FindingsView.text(findings));
    return findings.stream().anyMatch(each -> each.outcome().state() == Outcome.State.missing)
        ? ExitCode.PREREQUISITE
        : ExitCode.FINE;
  }

  private Outcome unread(SettingsException wrong) {
    if (!Files.exists(session.project().settings())) {
      return Outcome.warning(
          "There are no settings yet, so nothing of a project was looked at.",
          "Write them with tollgate init.");
    }
    List<Problem> problems = wrong.problems();
    return Outcome.missing(
        "The settings do not load: %s%s"
            .formatted(
                problems.get(0),
                problems.size() > 1 ? " (and %d more)".formatted(problems.size() - 1) : ""),
        "Mend them; tollgate synth shows all that is wrong.");
  }
}
