package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import tollgate.sandbox.store.ObjectStore;

/** The inventory of a store in this process. */
final class Local implements Inventory {
  private final ObjectStore store;

  Local(ObjectStore store) {
    this.store = store;
  }

  @Override
  public List<SandboxObject> objects() {
    return store.all().stream()
        .map(each -> SandboxObject.of(each.type(), each.id(), each.created(), each.state()))
        .toList();
  }

  @Override
  public boolean put(String type, String id, JsonNode state) throws IOException {
    return store.update(type, id, state);
  }

  @Override
  public boolean remove(String type, String id) throws IOException {
    return store.delete(type, id);
  }

  @Override
  public void close() {
    try {
      store.close();
    } catch (IOException alreadyWritten) {
      // Every change was written when it was made; closing only gives the lock back.
      System.getLogger(Local.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the sandbox's store", alreadyWritten);
    }
  }
}
