package tollgate.cli;

import java.util.List;
import java.util.Optional;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.report.Printable;
import tollgate.terraform.StateLock;
import tollgate.workflow.Planning;
import tollgate.workflow.Selection;

/** Finds locked states; asks, and frees them. */
final class UnlockRun {
  private final Session session;
  private final List<String> patterns;
  private final Consent consent;

  UnlockRun(Session session, List<String> patterns, Consent consent) {
    this.session = session;
    this.patterns = patterns;
    this.consent = consent;
  }

  ExitCode run() throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    List<StackInfo> all = new PlanRun(session, patterns).synthesized(settings);
    Planning planning = session.planning(all);
    int found = 0;
    for (StackInfo stack : Selection.of(all, patterns)) {
      Optional<StateLock> lock = planning.lock(stack);
      session.talk().clear();
      if (lock.isPresent()) {
        found++;
        free(planning, stack, lock.get());
      }
    }
    if (found == 0) {
      session.talk().note("No state is locked.");
    }
    return ExitCode.FINE;
  }

  private void free(Planning planning, StackInfo stack, StateLock lock) {
    String holder = Printable.text(lock.holder(session.rim().clock().instant()));
    session.rim().err().println("The state of %s is locked by %s.".formatted(stack.name(), holder));
    consent.ordinary("Is that run dead, and shall its lock be taken away?");
    planning.unlock(stack, lock);
    session.talk().note("The state of %s is free.".formatted(stack.name()));
  }
}
