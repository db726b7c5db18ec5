package tollgate.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.schema.JsonTree;

/**
 * The objects of one sandbox: all in memory, each change appended to the journal before the call
 * returns, so that the cost of a change does not depend on how many objects there are. One process
 * at a time; its threads may share it.
 */
public final class ObjectStore implements AutoCloseable {
  private static final String JOURNAL = "objects.journal";
  private static final String LOCK = "lock";
  private static final Duration RETRY = Duration.ofMillis(50);

  /** A journal is written anew at opening when it has so many dead lines, and as many live ones. */
  private static final int DEAD_LINES = 1_000;

  private final Clock clock;
  private final FileChannel lockFile;
  private final Journal journal;
  private final Map<String, Map<String, StoredObject>> objects;

  private ObjectStore(
      Clock clock,
      FileChannel lockFile,
      Journal journal,
      Map<String, Map<String, StoredObject>> objects) {
    this.clock = clock;
    this.lockFile = lockFile;
    this.journal = journal;
    this.objects = objects;
  }

  /**
   * Opens the store in that directory, making it if need be.
   *
   * @param patience how long to wait for another process that uses it
   * @throws IOException when another process keeps it, or the disk refuses, or the journal is
   *     damaged; the message says which
   */
  public static ObjectStore open(Path directory, Duration patience, Clock clock)
      throws IOException {
    Files.createDirectories(directory);
    FileChannel lockFile = lock(directory, patience);
    try {
      Journal.Opened opened = Journal.open(directory.resolve(JOURNAL));
      Map<String, Map<String, StoredObject>> objects = new HashMap<>();
      for (byte[] line : opened.lines()) {
        replay(JsonTree.read(line), objects);
      }
      ObjectStore store = new ObjectStore(clock, lockFile, opened.journal(), objects);
      List<StoredObject> alive = store.all();
      int dead = opened.lines().size() - alive.size();
      if (dead > DEAD_LINES && dead > alive.size()) {
        store.journal.rewrite(alive.stream().map(ObjectStore::putLine).toList());
      }
      return store;
    } catch (IOException broken) {
      lockFile.close();
      throw broken;
    }
  }

  private static FileChannel lock(Path directory, Duration patience) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + patience.toNanos();
    while (!tryLock(channel)) {
      if (System.nanoTime() >= deadline) {
        channel.close();
        throw new IOException(
            "the sandbox in %s is in use by another run: wait for it, or end it"
                .formatted(directory));
      }
      try {
        Thread.sleep(RETRY.toMillis());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        channel.close();
        throw new IOException("interrupted while waiting for the sandbox in " + directory);
      }
    }
    return channel;
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldByThisProcess) {
      return false;
    }
  }

  /** All objects, in the order in which they came into being. */
  public synchronized List<StoredObject> all() {
    List<StoredObject> sorted = new ArrayList<>();
    objects.values().forEach(some -> sorted.addAll(some.values()));
    sorted.sort(Comparator.comparing(StoredObject::created));
    return sorted;
  }

  /** All objects of one type. */
  public synchronized List<StoredObject> ofType(String type) {
    return List.copyOf(objects.getOrDefault(type, Map.of()).values());
  }

  public synchronized Optional<StoredObject> find(String type, String id) {
    return Optional.ofNullable(objects.getOrDefault(type, Map.of()).get(id));
  }

  /**
   * Makes an object.
   *
   * @return false, and nothing done, when there is one of that type and id
   */
  public synchronized boolean create(String type, String id, JsonNode state) throws IOException {
    if (find(type, id).isPresent()) {
      return false;
    }
    put(new StoredObject(type, id, clock.instant(), state));
    return true;
  }

  /**
   * Gives an object other attributes.
   *
   * @return false, and nothing done, when there is no such object
   */
  public synchronized boolean update(String type, String id, JsonNode state) throws IOException {
    Optional<StoredObject> old = find(type, id);
    if (old.isEmpty()) {
      return false;
    }
    put(new StoredObject(type, id, old.get().created(), state));
    return true;
  }

  /** Removes an object; true when it was there. */
  public synchronized boolean delete(String type, String id) throws IOException {
    if (find(type, id).isEmpty()) {
      return false;
    }
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("op", "delete").put("type", type).put("id", id);
    journal.append(JsonTree.write(line));
    objects.getOrDefault(type, new LinkedHashMap<>()).remove(id);
    return true;
  }

  /** Removes everything. */
  public synchronized void clear() throws IOException {
    journal.rewrite(List.of());
    objects.clear();
  }

  @Override
  public synchronized void close() throws IOException {
    try (lockFile;
        journal) {
      // Closing the channel gives the lock back.
    }
  }

  private void put(StoredObject object) throws IOException {
    journal.append(putLine(object));
    objects.computeIfAbsent(object.type(), type -> new LinkedHashMap<>()).put(object.id(), object);
  }

  private static byte[] putLine(StoredObject object) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("op", "put")
        .put("type", object.type())
        .put("id", object.id())
        .put("created", object.created().toString());
    line.set("state", object.state());
    return JsonTree.write(line);
  }

  private static void replay(JsonNode line, Map<String, Map<String, StoredObject>> objects) {
    String type = line.path("type").asText();
    String id = line.path("id").asText();
    Map<String, StoredObject> some = objects.computeIfAbsent(type, name -> new LinkedHashMap<>());
    if (line.path("op").asText().equals("delete")) {
      some.remove(id);
    } else {
      Instant created = Instant.parse(line.path("created").asText());
      some.put(id, new StoredObject(type, id, created, line.path("state")));
    }
  }
}
