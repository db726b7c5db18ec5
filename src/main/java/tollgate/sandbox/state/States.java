package tollgate.sandbox.state;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.sandbox.wire.Peer;
import tollgate.sandbox.wire.WorkedOn;
import tollgate.schema.JsonTree;

/**
 * The states below one directory, {@code NAME/terraform.tfstate} each, and who works on them. One
 * process keeps them at a time, the one that holds the sandbox's store.
 */
public final class States implements AutoCloseable {
  private static final String FILE = "terraform.tfstate";

  /** A terraform that was just killed takes a moment to be gone. */
  private static final int TRIES = 20;

  private static final long PAUSE_MILLIS = 50;

  private final Path root;
  private final Map<Path, StateLock> locks = new HashMap<>();
  private volatile Runnable free = () -> {};

  /**
   * @param root need not exist
   */
  public States(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /** Has this done whenever a state is no longer worked on. */
  public void whenFree(Runnable then) {
    this.free = then;
  }

  /** Whether this is a state that is kept here. */
  public boolean keeps(Path state) {
    Path absolute = state.toAbsolutePath().normalize();
    Path directory = absolute.getParent();
    return absolute.endsWith(FILE) && directory != null && root.equals(directory.getParent());
  }

  /** Whether a living terraform holds it. */
  public boolean inUse(Path state) {
    Optional<StateLock> lock = lockOf(state.toAbsolutePath().normalize());
    return lock.isPresent() && !lock.get().holderIsGone();
  }

  /** The state that this process has locked. */
  public synchronized Optional<WorkedOn> workedOnBy(Peer process) {
    return locks.values().stream()
        .filter(lock -> lock.heldBy(process))
        .<WorkedOn>map(lock -> lock)
        .findFirst();
  }

  /** The state's text; empty when there is none yet. */
  Optional<byte[]> read(String name) throws IOException {
    Path state = file(name);
    return Files.exists(state) && Files.size(state) > 0
        ? Optional.of(Files.readAllBytes(state))
        : Optional.empty();
  }

  /**
   * Writes it. A kill leaves the old one or the new one; it is on the disk when this returns.
   *
   * @throws FileSystemException when the disk refuses; the old one stays
   */
  void write(String name, byte[] text) throws IOException {
    Path state = file(name);
    Path fresh = state.resolveSibling(FILE + ".new");
    try {
      Files.createDirectories(state.resolveSibling(""));
      writeAll(fresh, text);
      Files.move(fresh, state, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      lockOf(state).ifPresent(lock -> lock.isWritten(true));
    } catch (IOException refused) {
      lockOf(state).ifPresent(lock -> lock.isWritten(false));
      forget(fresh);
      throw refused instanceof FileSystemException named
          ? named
          : new FileSystemException(state.toString(), null, refused.getMessage());
    }
  }

  /** It takes room, which is what may be missing. */
  private static void forget(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException stays) {
      System.getLogger(States.class.getName())
          .log(System.Logger.Level.DEBUG, "half a state stays beside the whole one", stays);
    }
  }

  private static void writeAll(Path fresh, byte[] text) throws IOException {
    try (FileChannel to =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(text);
      while (rest.hasRemaining()) {
        to.write(rest);
      }
      to.force(true);
    }
  }

  /** The id of the lock that holds this state. */
  Optional<String> lockId(String name) {
    return lockOf(file(name)).map(StateLock::id);
  }

  /**
   * Locks it. The lock of a terraform that is gone counts no more.
   *
   * @param info terraform's words about itself, JSON
   * @return what another one that holds it said of himself; empty when it is locked now
   */
  Optional<byte[]> lock(String name, byte[] info, Optional<Peer> process) throws IOException {
    Path state = file(name);
    StateLock wanted = new StateLock(state, idIn(info), info, process);
    Optional<StateLock> inTheWay = placed(state, wanted);
    for (int i = 0; i < TRIES && inTheWay.isPresent(); i++) {
      if (inTheWay.get().holderIsGone()) {
        // First, so that what it left in doubt is settled while nobody works on the state.
        take(state, inTheWay.get());
        inTheWay.get().lost();
        free.run();
      } else {
        pause();
      }
      inTheWay = placed(state, wanted);
    }
    return inTheWay.map(StateLock::info);
  }

  /** Puts it there if the place is free; else the one that is there. */
  private synchronized Optional<StateLock> placed(Path state, StateLock wanted) {
    return Optional.ofNullable(locks.putIfAbsent(state, wanted));
  }

  private synchronized Optional<StateLock> lockOf(Path state) {
    return Optional.ofNullable(locks.get(state));
  }

  private synchronized void take(Path state, StateLock lock) {
    locks.remove(state, lock);
  }

  /**
   * Gives a lock back.
   *
   * @param info terraform's words about itself; without an id the lock is taken away by force
   * @return false when another one holds the state
   */
  boolean unlock(String name, byte[] info) throws IOException {
    Optional<StateLock> lock = lockOf(file(name));
    String id = idIn(info);
    if (lock.isPresent() && !id.isEmpty() && !id.equals(lock.get().id())) {
      return false;
    }
    if (lock.isPresent()) {
      take(file(name), lock.get());
      if (id.isEmpty() || !lock.get().isWritten()) {
        lock.get().lost();
      } else {
        lock.get().givenBack();
      }
      free.run();
    }
    return true;
  }

  private static String idIn(byte[] info) throws IOException {
    JsonNode said = info.length == 0 ? JsonTree.read(new byte[] {'{', '}'}) : JsonTree.read(info);
    return said.path("ID").asText();
  }

  private Path file(String name) {
    return root.resolve(name).resolve(FILE);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whoever still works on a state cannot write it any more. */
  @Override
  public void close() {
    List<StateLock> left;
    synchronized (this) {
      left = List.copyOf(locks.values());
      locks.clear();
    }
    left.forEach(StateLock::lost);
  }
}
