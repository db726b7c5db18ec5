package tollgate.sandbox.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Says in a sentence what a disk that refuses means for the sandbox. */
final class Disk {
  private Disk() {}

  /** Something done with files. */
  interface Work<T> {
    T done() throws IOException;
  }

  /**
   * Does it.
   *
   * @param at the directory that the sentence names
   * @throws IOException with a sentence in place of the system's word, where that word is known
   */
  static <T> T say(Path at, Work<T> work) throws IOException {
    try {
      return work.done();
    } catch (IOException refused) {
      throw sentence(at, refused).map(text -> new IOException(text, refused)).orElse(refused);
    }
  }

  private static Optional<String> sentence(Path at, IOException refused) {
    if (refused instanceof AccessDeniedException) {
      return Optional.of("%s cannot be written: give yourself the right to".formatted(at));
    }
    if (refused instanceof FileAlreadyExistsException) {
      return Optional.of("%s is a file where a directory should be: move it away".formatted(at));
    }
    String word =
        refused instanceof FileSystemException told
            ? String.valueOf(told.getReason())
            : String.valueOf(refused.getMessage());
    String said = word.toLowerCase(Locale.ROOT);
    if (said.contains("no space left") || said.contains("quota") || said.contains("too large")) {
      return Optional.of(
          "there is no room left for %s (%s): make room and run again; what was stored before is whole"
              .formatted(at, word));
    }
    if (said.contains("read-only")) {
      return Optional.of("%s lies on a read-only disk: choose another place".formatted(at));
    }
    if (said.contains("not a directory")) {
      return Optional.of("%s is below a file, not a directory: move it away".formatted(at));
    }
    return Optional.empty();
  }
}
