package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tollgate.sandbox.store.ObjectStore;

/**
 * What exists in a sandbox, to look at and to meddle with behind Terraform's back. Where a sandbox
 * runs in another process, that one is asked.
 */
public interface Inventory extends AutoCloseable {
  /** Everything, in the order in which it came into being. */
  List<SandboxObject> objects() throws IOException;

  /** Gives an object other attributes; false when there is none of that type and id. */
  boolean put(String type, String id, JsonNode state) throws IOException;

  /** Takes an object away; false when there was none of that type and id. */
  boolean remove(String type, String id) throws IOException;

  @Override
  void close();

  /**
   * Opens a sandbox's inventory.
   *
   * @param store directory of the sandbox
   * @throws IOException when the store cannot be used
   */
  static Inventory open(Path store, Duration patience) throws IOException {
    if (!Files.exists(store)) {
      return new Nothing();
    }
    Optional<Remote> running = Remote.connect(store);
    return running.isPresent()
        ? running.get()
        : new Local(ObjectStore.open(store, patience, Clock.systemUTC()));
  }

  /** A sandbox that was never used. */
  final class Nothing implements Inventory {
    @Override
    public List<SandboxObject> objects() {
      return List.of();
    }

    @Override
    public boolean put(String type, String id, JsonNode state) {
      return false;
    }

    @Override
    public boolean remove(String type, String id) {
      return false;
    }

    @Override
    public void close() {}
  }
}
