package tollgate.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.report.Printable;
import tollgate.terraform.Diagnostic;
import tollgate.terraform.TerraformException;
import tollgate.workflow.StopException;

/**
 * A disk that is full or refuses, wherever in a failure that is said: by Java, by Node, by
 * terraform or by the sandbox. That is neither a fault of the program nor one of terraform.
 */
enum DiskTrouble {
  FULL(
      "no space left on device|ENOSPC|disk quota exceeded|EDQUOT|not enough space on the disk",
      "A disk is full%s. Make room and run the same command again; tollgate doctor says how much is free."),
  READ_ONLY(
      "read-only file system|EROFS|lies on a read-only disk",
      "A disk can only be read%s. Work in a directory that can be written."),
  NO_PLACE(
      "ENOENT: no such file or directory, mkdtemp",
      "The directory for temporary files is not there%s. Make it, or unset TMPDIR."),
  /** Not looked for in the words of terraform or of a cloud, which deny other things too. */
  DENIED("EACCES", "A file or directory cannot be written%s. Give yourself the right to.");

  /** A disk with less is full for all that is written here, in bytes. */
  private static final long NOTHING = 256 * 1024;

  private static final int DEEPEST = 20;

  /** As Node and Java name a file after what went wrong with it. */
  private static final Pattern NAMED =
      Pattern.compile("(?:, \\w+ '([^'\\n]+)')|(?:^(/[^:\\n]+): )");

  private final Pattern words;
  private final String sentence;

  DiskTrouble(String words, String sentence) {
    this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    this.sentence = sentence;
  }

  /** What of it is behind a failure. */
  static Optional<DiskTrouble> behind(Throwable failure) {
    for (DiskTrouble each : values()) {
      if (causes(failure).stream().anyMatch(each::isSaidBy)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /**
   * How it ends a run.
   *
   * @param places directories that the run writes to
   */
  Ending ending(Throwable failure, List<Path> places) {
    List<String> lines = new ArrayList<>();
    boolean told = failure instanceof StopException || failure instanceof TerraformException;
    if (this == FULL || !told) {
      lines.add(sentence.formatted(at(failure, places)));
    }
    if (told) {
      lines.addAll(Ending.of(failure).lines());
    }
    return new Ending(ExitCode.PREREQUISITE, lines);
  }

  private boolean isSaidBy(Throwable cause) {
    if (this == DENIED) {
      return cause instanceof AccessDeniedException
          || (!(cause instanceof StopException || cause instanceof TerraformException)
              && isIn(cause.getMessage()));
    }
    if (cause instanceof StopException stop && stop.details().stream().anyMatch(this::isIn)) {
      return true;
    }
    return isIn(cause.getMessage())
        || (cause instanceof TerraformException terraform
            && terraform.diagnostics().stream().map(Diagnostic::sentence).anyMatch(this::isIn));
  }

  private boolean isIn(@org.jspecify.annotations.Nullable String text) {
    return text != null && words.matcher(text).find();
  }

  private String at(Throwable failure, List<Path> places) {
    List<String> named = new ArrayList<>();
    if (this == FULL) {
      places.stream().filter(DiskTrouble::isFull).map(Path::toString).forEach(named::add);
    }
    if (named.isEmpty()) {
      causes(failure).stream()
          .filter(cause -> isSaidBy(cause) && !(cause instanceof StopException))
          .flatMap(cause -> file(cause).stream())
          .limit(1)
          .forEach(named::add);
    }
    return named.isEmpty() ? "" : ": " + Printable.text(String.join(" and ", named));
  }

  private static Optional<String> file(Throwable cause) {
    if (cause instanceof AccessDeniedException denied) {
      return Optional.ofNullable(denied.getFile());
    }
    Matcher matcher = NAMED.matcher(String.valueOf(cause.getMessage()));
    return matcher.find()
        ? Optional.ofNullable(matcher.group(1)).or(() -> Optional.ofNullable(matcher.group(2)))
        : Optional.empty();
  }

  private static boolean isFull(Path directory) {
    try {
      return Files.exists(directory) && Files.getFileStore(directory).getUsableSpace() < NOTHING;
    } catch (IOException unknown) {
      return false;
    }
  }

  private static List<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable each = failure;
        each != null && causes.size() < DEEPEST;
        each = each.getCause()) {
      causes.add(each);
    }
    return causes;
  }
}
