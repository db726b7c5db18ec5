package tollgate.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tollgate.config.ProjectId;
import tollgate.google.GoogleClient;
import tollgate.google.GoogleException;
import tollgate.google.RevisionLog;
import tollgate.workflow.StopException;

/** Puts under a failed deploy what the container that did not start wrote last. */
final class FailedRevision {
  private static final Duration DEADLINE = Duration.ofSeconds(8);

  private final Rim rim;
  private final ProjectId project;
  private final GoogleClient.Sleeper sleeper;

  FailedRevision(Rim rim, ProjectId project, GoogleClient.Sleeper sleeper) {
    this.rim = rim;
    this.project = project;
    this.sleeper = sleeper;
  }

  /** The failure, with more lines when it is one of a revision. */
  StopException explained(StopException failure) {
    Optional<String> revision =
        failure.details().stream().map(RevisionLog::revision).flatMap(Optional::stream).findFirst();
    if (failure.reason() != StopException.Reason.TERRAFORM || revision.isEmpty()) {
      return failure;
    }
    List<String> details = new ArrayList<>(failure.details());
    details.addAll(log(revision.get()));
    return new StopException(failure.reason(), String.valueOf(failure.getMessage()), details);
  }

  private List<String> log(String revision) {
    try {
      GoogleClient client =
          GoogleClient.of(rim.environment(), Commands.Version.NUMBER, DEADLINE, sleeper);
      List<String> lines = RevisionLog.last(client, project, revision, rim.clock(), sleeper);
      if (lines.isEmpty()) {
        return List.of("  %s has written nothing to its log.".formatted(revision));
      }
      List<String> shown = new ArrayList<>();
      shown.add("  The last lines of the log of %s (UTC):".formatted(revision));
      lines.forEach(line -> shown.add("    " + line));
      return shown;
    } catch (GoogleException unread) {
      return List.of(
          "  The log of %s could not be read: %s %s"
              .formatted(revision, unread.problem().sentence(), unread.problem().fix()));
    }
  }
}
