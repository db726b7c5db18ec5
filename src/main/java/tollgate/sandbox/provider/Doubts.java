package tollgate.sandbox.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.store.ObjectStore;
import tollgate.schema.JsonTree;

/**
 * Settles what a kill left in doubt by the state of the terraform that had it made: what stands
 * there is known, what does not is taken away, as if the run had been killed a moment earlier. What
 * cannot be settled, because the state is unknown, torn or in use, goes to the run that asks for it
 * next.
 */
public final class Doubts {
  private Doubts() {}

  /**
   * Settles what can be.
   *
   * @throws IOException when the store cannot be written
   */
  public static void settle(ObjectStore store) throws IOException {
    Map<Path, Optional<Set<String>>> states = new HashMap<>();
    for (ObjectStore.Doubt each : store.doubts()) {
      if (each.maker().isEmpty()) {
        continue;
      }
      Optional<Set<String>> known = states.computeIfAbsent(each.maker().get(), Doubts::knownIn);
      if (known.isEmpty()) {
        continue;
      }
      if (known.get().contains(each.type() + " " + each.id())) {
        store.confirm(each.type(), each.id());
      } else {
        store.delete(each.type(), each.id());
      }
    }
  }

  /** Type and id of all that stands in the state; empty when that cannot be told. */
  private static Optional<Set<String>> knownIn(Path state) {
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
      Set<String> known = new HashSet<>();
      for (JsonNode resource : JsonTree.read(text).path("resources")) {
        for (JsonNode instance : resource.path("instances")) {
          known.add(
              resource.path("type").asText()
                  + " "
                  + instance.path("attributes").path("id").asText());
        }
      }
      return Optional.of(known);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }
}
