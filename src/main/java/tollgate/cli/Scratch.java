package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A directory that nobody but its owner may read, for as long as a run needs it: a run that is
 * interrupted takes it along too.
 */
final class Scratch implements AutoCloseable {
  private static final int TRIES = 20;
  private static final long PAUSE_MILLIS = 50;

  private final Path path;
  private final Runnable endWriters;

  private Scratch(Path path, Runnable endWriters) {
    this.path = path;
    this.endWriters = endWriters;
  }

  /**
   * Makes one.
   *
   * @param endWriters ends what may still write into it when the run is interrupted
   */
  static Scratch open(LastWords lastWords, Runnable endWriters) throws IOException {
    Scratch scratch = new Scratch(Files.createTempDirectory("tollgate"), endWriters);
    lastWords.after(scratch::goDown);
    return scratch;
  }

  Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    if (Files.exists(path)) {
      Trees.delete(path);
    }
  }

  private void goDown() {
    try {
      if (Files.exists(path)) {
        endWriters.run();
      }
      for (int tries = 0; tries < TRIES && Files.exists(path); tries++) {
        try {
          close();
        } catch (IOException inUse) {
          Thread.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends Node, which writes on although nobody needs what it makes any more. */
  static void endNode() {
    ProcessHandle.current()
        .children()
        .filter(each -> each.info().command().filter(Scratch::isNode).isPresent())
        .flatMap(each -> Stream.concat(each.descendants(), Stream.of(each)))
        .forEach(ProcessHandle::destroyForcibly);
  }

  private static boolean isNode(String command) {
    return String.valueOf(Path.of(command).getFileName()).startsWith("node");
  }
}
