package tollgate.sandbox.cloud;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.store.StoredObject;

/** What the rules may look at: what exists, what went, what this run is about to create. */
public final class World {
  private final ObjectStore store;
  private final Remnants remnants;
  private final Clock clock;
  private final Set<String> planned = ConcurrentHashMap.newKeySet();

  public World(ObjectStore store, Remnants remnants, Clock clock) {
    this.store = store;
    this.remnants = remnants;
    this.clock = clock;
  }

  Optional<StoredObject> find(String type, String id) {
    return store.find(type, id);
  }

  List<StoredObject> all(String type) {
    return store.ofType(type);
  }

  Clock clock() {
    return clock;
  }

  Remnants remnants() {
    return remnants;
  }

  /** True when one of that type and id was deleted less than so long ago. */
  boolean wentWithin(Duration time, String type, String id) {
    return remnants
        .since(type, id)
        .filter(when -> when.plus(time).isAfter(clock.instant()))
        .isPresent();
  }

  /** Notes what is planned to be created; {@code key} is what the rules will ask for. */
  void plan(String type, String key) {
    planned.add(type + " " + key);
  }

  /** True for what this run has planned to create. */
  boolean isPlanned(String type, String key) {
    return planned.contains(type + " " + key);
  }
}
