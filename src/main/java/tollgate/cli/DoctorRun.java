package tollgate.cli;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.read.Problem;
import tollgate.doctor.Check;
import tollgate.doctor.Checkup;
import tollgate.doctor.Finding;
import tollgate.doctor.Machine;
import tollgate.doctor.Outcome;

/** Looks at the machine and, unless told otherwise, at the project on Google Cloud. */
final class DoctorRun {
  /** For all checks together. With the start of a JVM it stays under ten seconds. */
  private static final Duration DEADLINE = Duration.ofSeconds(6);

  private final Session session;
  private final boolean json;
  private final boolean local;
  private final String plan;

  /**
   * @param local only what needs no network
   * @param plan a file; empty for all stacks
   */
  DoctorRun(Session session, boolean json, boolean local, String plan) {
    this.session = session;
    this.json = json;
    this.local = local;
    this.plan = plan;
  }

  ExitCode run() {
    Machine machine = session.machine();
    List<Check> checks =
        new ArrayList<>(session.options().sandbox ? machine.forSandbox() : machine.forCloud());
    Optional<Settings> settings = Optional.empty();
    Outcome read;
    try {
      settings = Optional.of(session.settings());
      read = Outcome.ok("The settings load.");
    } catch (SettingsException wrong) {
      read = unread(wrong);
    }
    Outcome shown = read;
    checks.add(new Check("settings", "settings", () -> shown));
    if (!local) {
      checks.addAll(new CloudDoctor(session, plan).checks(settings));
    }
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
          "Write them with tollgate init%s.".formatted(session.where()));
    }
    List<Problem> problems = wrong.problems();
    return Outcome.missing(
        "The settings do not load: %s%s"
            .formatted(
                problems.get(0),
                problems.size() > 1 ? " (and %d more)".formatted(problems.size() - 1) : ""),
        "Mend them; %s shows all that is wrong.".formatted(session.command("synth", List.of())));
  }
}
