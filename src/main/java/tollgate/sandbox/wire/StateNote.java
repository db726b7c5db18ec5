package tollgate.sandbox.wire;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The note that terraform lays beside its local state while it works on it, {@code
 * .terraform.tfstate.lock.info}. It takes it away at its end, whatever the end; one that still lies
 * there when terraform is gone tells that it was killed. Elsewhere than on Linux a killed terraform
 * looks like one that ended.
 */
record StateNote(Path state, Path file, String text) implements WorkedOn {

  /** The process's note, when it works on a local state. */
  static Optional<WorkedOn> of(Peer terraform) {
    return terraform.open().stream().flatMap(file -> beside(file).stream()).findFirst();
  }

  /** What looks killed may be about to write its last; that is seen by its lock on the file. */
  @Override
  public void ifKilled(Runnable then) {
    if (stillLies()) {
      then.run();
    }
  }

  private boolean stillLies() {
    try {
      return Files.readString(file).equals(text);
    } catch (IOException gone) {
      return false;
    }
  }

  private static Optional<WorkedOn> beside(Path state) {
    Path name = state.getFileName();
    if (!state.isAbsolute() || name == null) {
      return Optional.empty();
    }
    Path note = state.resolveSibling("." + name + ".lock.info");
    try {
      return Files.isRegularFile(note)
          ? Optional.of(new StateNote(state, note, Files.readString(note)))
          : Optional.empty();
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
