package tollgate.cli;

import java.util.List;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.cost.Estimator;
import tollgate.report.DriftReport;
import tollgate.workflow.Drift;
import tollgate.workflow.Planning;
import tollgate.workflow.Selection;

/** Compares what terraform recorded with what is there. */
final class DriftRun {
  private final Session session;
  private final List<String> patterns;

  DriftRun(Session session, List<String> patterns) {
    this.session = session;
    this.patterns = patterns;
  }

  ExitCode run(Format format, boolean failOnChanges) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    List<StackInfo> all = new PlanRun(session, patterns).synthesized(settings);
    Planning planning = session.planning(all);
    Drift drift = Drift.of(planning.drift(Selection.of(all, patterns)));
    DriftReport report =
        new DriftReport(
            drift.changes(),
            Estimator.shipped().change(drift.changes()),
            drift.blind().stream()
                .map(each -> new DriftReport.Unchecked(each.stack(), each.address(), each.reason()))
                .toList(),
            drift.count() == 0 ? "" : next());
    session.talk().clear();
    session
        .rim()
        .out()
        .print(
            switch (format) {
              case text -> session.report().drift(report);
              case json -> report.json();
            });
    return failOnChanges && drift.count() > 0 ? ExitCode.CHANGES : ExitCode.FINE;
  }

  private String next() {
    return "`%s` shows what would put it back; to keep it, write it into the settings."
        .formatted(session.command("plan", patterns));
  }
}
