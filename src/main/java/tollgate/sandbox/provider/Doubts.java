package tollgate.sandbox.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import tollgate.sandbox.state.States;
import tollgate.sandbox.store.ObjectStore;
import tollgate.schema.JsonTree;

/**
 * Settles what a kill left in doubt by the state of the terraform that had it made: what stands
 * there is known, what does not is taken away, as if the run had been killed a moment earlier. What
 * cannot be settled, because the state is unknown, torn or in use, goes to the run that asks for it
 * next.
 */
public final class Doubts {
  private static final int TRIES = 300;
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final ObjectStore store;
  private final Optional<States> kept;

  /**
   * @param kept the states that the sandbox keeps for terraform, where it does
   */
  public Doubts(ObjectStore store, Optional<States> kept) {
    this.store = store;
    this.kept = kept;
  }

  /**
   * Settles what can be.
   *
   * @return false when a state could not be looked at, because it is torn or in use
   * @throws IOException when the store cannot be written
   */
  public synchronized boolean settle() throws IOException {
    boolean all = true;
    Map<Path, Optional<Set<String>>> states = new HashMap<>();
    for (ObjectStore.Doubt each : store.doubts()) {
      if (each.maker().isEmpty()) {
        continue;
      }
      Optional<Set<String>> known = states.computeIfAbsent(each.maker().get(), this::knownIn);
      if (known.isEmpty()) {
        all = false;
        continue;
      }
      if (known.get().contains(each.type() + " " + each.id())) {
        store.confirm(each.type(), each.id());
      } else {
        store.delete(each.type(), each.id());
      }
    }
    return all;
  }

  /** The same where nobody waits for it; a disk that refuses leaves the doubt. */
  public boolean settleLater() {
    try {
      return settle();
    } catch (IOException full) {
      System.getLogger(Doubts.class.getName())
          .log(System.Logger.Level.DEBUG, "an object stays in doubt", full);
      return true;
    }
  }

  /**
   * The same, again and again for a few seconds where a state is in use: a terraform whose
   * connection has ended may not have let go of its state yet, killed or not.
   */
  public void settleSoon() {
    if (!settleLater()) {
      Thread settling =
          new Thread(
              () -> {
                for (int i = 0; i < TRIES; i++) {
                  LockSupport.parkNanos(PAUSE.toNanos());
                  if (settleLater()) {
                    return;
                  }
                }
              },
              "settling");
      settling.setDaemon(true);
      settling.start();
    }
  }

  /** Type and id of all that stands in the state; empty when that cannot be told. */
  private Optional<Set<String>> knownIn(Path state) {
    try {
      if (kept.filter(states -> states.keeps(state)).isPresent()) {
        if (kept.get().inUse(state)) {
          return Optional.empty();
        }
        // Terraform writes it for the first time some seconds after it began.
        return Optional.of(Files.exists(state) ? named(Files.readAllBytes(state)) : Set.of());
      }
      return knownInLocal(state);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  private static Optional<Set<String>> knownInLocal(Path state) throws IOException {
    try (FileChannel channel =
        FileChannel.open(state, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      // Terraform holds this lock while it works: it may still have something to write.
      FileLock lock = channel.tryLock();
      if (lock == null) {
        return Optional.empty();
      }
      byte[] text = Files.readAllBytes(state);
      if (text.length == 0) {
        // Made and never written, unless there is a copy of something older.
        boolean first = !Files.exists(state.resolveSibling(state.getFileName() + ".backup"));
        return first ? Optional.of(Set.of()) : Optional.empty();
      }
      return Optional.of(named(text));
    }
  }

  private static Set<String> named(byte[] state) throws IOException {
    Set<String> known = new HashSet<>();
    for (JsonNode resource : JsonTree.read(state).path("resources")) {
      for (JsonNode instance : resource.path("instances")) {
        known.add(
            resource.path("type").asText() + " " + instance.path("attributes").path("id").asText());
      }
    }
    return known;
  }
}
