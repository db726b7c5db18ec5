package tollgate.cli;

import java.util.List;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.workflow.Selection;

/** Reads the outputs of what is deployed. */
final class OutputsRun {
  private final Session session;

  OutputsRun(Session session) {
    this.session = session;
  }

  ExitCode run(List<String> patterns, Format format) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    List<StackInfo> all = new PlanRun(session, patterns).synthesized(settings);
    new OutputsView(session).print(session.planning(all), Selection.of(all, patterns), format);
    return ExitCode.FINE;
  }
}
