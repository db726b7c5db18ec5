package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import stacks.StackInfo;
import stacks.parts.Removal;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.report.Printable;
import tollgate.workflow.Destruction;
import tollgate.workflow.Leftovers;
import tollgate.workflow.Planning;
import tollgate.workflow.Selection;
import tollgate.workflow.StopException;
import tollgate.workflow.Survey;

/** Survey, refuse or ask, lift the flags, delete. */
final class DestroyRun {
  private final Session session;
  private final List<String> patterns;
  private final Consent consent;

  DestroyRun(Session session, List<String> patterns, Consent consent) {
    this.session = session;
    this.patterns = patterns;
    this.consent = consent;
  }

  ExitCode run(boolean unprotect, boolean deleteData, String confirmed) throws SettingsException {
    session.warmUp();
    Settings settings = session.settingsForSynth();
    // Apart from cdktf.out: these files lift protection, and nobody should deploy them by accident.
    Path outdir = session.project().tollgate().resolve("destroy").resolve("cdktf.out");
    List<StackInfo> built =
        session.synthesize(settings, outdir, new Removal(unprotect, deleteData));
    Leftovers leftovers = session.leftovers(settings, built);
    List<StackInfo> all = leftovers.with(built);
    List<StackInfo> chosen = Selection.of(all, patterns);
    Planning planning = session.planning(all);
    Destruction destruction = new Destruction(planning, session.deployment(planning));
    Survey survey = destruction.survey(chosen);
    session.talk().clear();
    List<Survey.Loss> losses = survey.losses();
    if (losses.isEmpty()) {
      session.talk().note("Nothing to destroy: nothing is deployed.");
      return ExitCode.FINE;
    }
    list(losses, deleteData);
    refuseWhatNeedsSettings(survey, leftovers, deleteData);
    if (!unprotect) {
      refuseProtected(survey);
    }
    if (survey.losesData()) {
      consent.confirm(settings.project().value(), confirmed, "--confirm");
    }
    consent.ordinary(
        "Destroy these %d resources of %s%s?"
            .formatted(
                losses.size(),
                settings.project(),
                session.options().sandbox ? " in the sandbox" : ""));
    // What is taken down and deployed again later is new, whatever was agreed to before.
    session.unfinished().end(survey.plans().names());
    destruction.destroy(survey);
    new FrontMemory(session).end(survey.plans());
    session.talk().note("Destroyed.");
    return ExitCode.FINE;
  }

  private void list(List<Survey.Loss> losses, boolean deleteData) {
    StringBuilder text = new StringBuilder();
    text.append("These %d resources go:%n".formatted(losses.size()));
    for (Survey.Loss loss : losses) {
      text.append(
          "  - %s: %s%s%n"
              .formatted(
                  loss.stack(), Printable.text(loss.address().text()), fate(loss, deleteData)));
    }
    session.rim().err().print(text);
  }

  private static String fate(Survey.Loss loss, boolean deleteData) {
    return switch (loss.content()) {
      case NONE -> "";
      case LOST -> ", with all data in it";
      case KEPT_UNLESS_FLAGGED -> deleteData ? ", with all data in it" : ", if it is empty";
    };
  }

  /** Lifting a protection changes a resource, and of these nothing says what they should be. */
  private static void refuseWhatNeedsSettings(
      Survey survey, Leftovers leftovers, boolean deleteData) {
    List<String> kept =
        survey.protectedObjects().stream()
            .filter(each -> leftovers.contains(each.stack()))
            .map(each -> "%s: %s".formatted(each.stack(), Printable.text(each.address().text())))
            .toList();
    List<String> filled =
        survey.losses().stream()
            .filter(loss -> deleteData && loss.content() == Survey.Content.KEPT_UNLESS_FLAGGED)
            .filter(loss -> leftovers.contains(loss.stack()))
            .map(loss -> "%s: %s".formatted(loss.stack(), Printable.text(loss.address().text())))
            .toList();
    if (!kept.isEmpty() || !filled.isEmpty()) {
      throw new StopException(
          StopException.Reason.GUARD,
          ("These are %s, and the settings no longer have their stack, so that cannot be lifted and"
                  + " nothing was deleted. Put the stack's section back into tollgate.yaml, destroy"
                  + " it, and take the section out again.")
              .formatted(kept.isEmpty() ? "kept while they hold data" : "protected"),
          kept.isEmpty() ? filled : kept);
    }
  }

  private static void refuseProtected(Survey survey) {
    List<Survey.Protected> kept = survey.protectedObjects();
    if (!kept.isEmpty()) {
      throw new StopException(
          StopException.Reason.GUARD,
          "%d of them may not be deleted, so nothing was. Say --unprotect to lift that."
              .formatted(kept.size()),
          kept.stream()
              .map(
                  each ->
                      "%s: %s: %s"
                          .formatted(
                              each.stack(), Printable.text(each.address().text()), each.setting()))
              .toList());
    }
  }
}
