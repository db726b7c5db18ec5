package tollgate.workflow;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Terraform empties its local state before it writes it anew, so a kill between the two leaves
 * nothing, or half of it. What the state was when that run began lies beside it; what the run made
 * after that is in doubt in the sandbox, and given to the next run that asks for it.
 */
public final class MendedStates {
  /** A state lies in the sandbox's directory of a stack, one of a workspace a few levels deeper. */
  private static final int DEPTH = 6;

  private static final ObjectMapper JSON = new ObjectMapper();

  private MendedStates() {}

  /**
   * Puts the copy in the place of every state that cannot be read and that no terraform holds.
   *
   * @param ground the sandbox's directory of the environment; it need not exist
   * @return what was mended
   */
  public static List<Path> below(Path ground) {
    if (!Files.isDirectory(ground)) {
      return List.of();
    }
    List<Path> mended = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ground, DEPTH)) {
      for (Path state : files.filter(MendedStates::isState).sorted().toList()) {
        if (!whole(state) && mend(state)) {
          mended.add(state);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(mended);
  }

  private static boolean isState(Path file) {
    return file.toString().endsWith(".tfstate") && !file.toString().contains("/.terraform/");
  }

  private static boolean whole(Path state) {
    try {
      if (Files.size(state) == 0 && !Files.exists(copy(state))) {
        // Made and not written yet: terraform takes it for no state.
        return true;
      }
      return JSON.readTree(state.toFile()).isObject();
    } catch (IOException torn) {
      return false;
    }
  }

  private static boolean mend(Path state) throws IOException {
    Path copy = copy(state);
    try (FileChannel channel =
        FileChannel.open(state, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Terraform holds the same lock while it works.
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return false;
      }
      if (!Files.exists(copy) || !whole(copy)) {
        // The first run of all was killed at one of its first writings.
        channel.truncate(0);
        return true;
      }
      Path fresh = state.resolveSibling(state.getFileName() + ".mended");
      Files.copy(copy, fresh, StandardCopyOption.REPLACE_EXISTING);
      Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    }
  }

  private static Path copy(Path state) {
    return state.resolveSibling(state.getFileName() + ".backup");
  }
}
