package tollgate.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that everybody finds whole, as it was or as it is now: a run that is interrupted, killed
 * or out of room leaves no half of it.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * Writes a file in a directory that exists. A link is followed; a pipe or a device, which has
   * nothing to keep whole, is written to.
   *
   * @throws IOException when it cannot be written; a file that was there is as it was
   */
  public static void write(Path file, byte[] content) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      Files.write(file, content);
      return;
    }
    Path whole = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
    Path fresh = whole.resolveSibling(".%s.%d".formatted(whole.getFileName(), mark()));
    try {
      Files.write(fresh, content);
      try {
        Files.move(
            fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException otherwise) {
        Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      if (Files.exists(fresh, LinkOption.NOFOLLOW_LINKS)) {
        Files.delete(fresh);
      }
    }
  }

  /** The same for text, in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Two runs, or two threads of one, never write into the same. */
  private static long mark() {
    return ProcessHandle.current().pid() * 100_000L + Thread.currentThread().getId() % 100_000L;
  }
}
