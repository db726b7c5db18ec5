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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.schema.JsonTree;

/**
 * The objects of one sandbox: all in memory, each change appended to the journal before the call
 * returns, so that the cost of a change does not depend on how many objects there are. One process
 * at a time; its threads may share it.
 *
 * <p>An object is in doubt when a kill may have come between its making and terraform's note of it:
 * after the death of this process all that it made and terraform never asked for again, after the
 * death of a terraform what the owner of the store says.
 */
public final class ObjectStore implements AutoCloseable {
  private static final String JOURNAL = "objects.journal";
  private static final String LOCK = "lock";
  private static final Duration RETRY = Duration.ofMillis(50);

  /** A journal is written anew at opening when it has so many dead lines, and as many live ones. */
  private static final int DEAD_LINES = 1_000;

  private final Path directory;
  private final Clock clock;
  private final FileChannel lockFile;
  private final Journal journal;
  private final Map<String, Map<String, StoredObject>> objects = new HashMap<>();

  /** Made since the store was opened, and not asked for since. */
  private final Set<Key> fresh = new LinkedHashSet<>();

  private final Set<Key> doubtful = new LinkedHashSet<>();

  /** The states of the terraforms that had objects made, where they are known. */
  private final Map<Key, String> makers = new HashMap<>();

  private boolean changed;

  /** A doubt found no room in the journal, so at its next opening all is as after a kill. */
  private boolean unsaid;

  private record Key(String type, String id) {}

  /**
   * An object that terraform may not have come to note.
   *
   * @param maker the state file of the terraform that had it made
   */
  public record Doubt(String type, String id, Optional<Path> maker) {}

  private ObjectStore(Path directory, Clock clock, FileChannel lockFile, Journal journal) {
    this.directory = directory;
    this.clock = clock;
    this.lockFile = lockFile;
    this.journal = journal;
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
    FileChannel lockFile = Disk.say(directory, () -> lock(directory, patience));
    try {
      return Disk.say(directory, () -> read(directory, lockFile, clock));
    } catch (IOException broken) {
      lockFile.close();
      throw broken;
    }
  }

  private static ObjectStore read(Path directory, FileChannel lockFile, Clock clock)
      throws IOException {
    Journal.Opened opened = Journal.open(directory.resolve(JOURNAL));
    ObjectStore store = new ObjectStore(directory, clock, lockFile, opened.journal());
    for (byte[] line : opened.lines()) {
      store.replay(JsonTree.read(line));
    }
    // The process that made these did not come to say that it was done.
    for (Key each : List.copyOf(store.fresh)) {
      store.doubt(each.type(), each.id());
    }
    List<StoredObject> alive = store.all();
    int dead = opened.lines().size() - alive.size();
    if (dead > DEAD_LINES && dead > alive.size()) {
      List<byte[]> lines =
          new ArrayList<>(alive.stream().map(each -> putLine(each, Optional.empty())).toList());
      lines.add(line("end"));
      store.doubtful.forEach(each -> lines.add(store.doubtLine(each)));
      store.journal.rewrite(lines);
    }
    return store;
  }

  private static FileChannel lock(Path directory, Duration patience) throws IOException {
    Files.createDirectories(directory);
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
  public boolean create(String type, String id, JsonNode state) throws IOException {
    return create(type, id, state, Optional.empty());
  }

  /**
   * The same.
   *
   * @param maker the state file of the terraform that asks for it
   */
  public synchronized boolean create(String type, String id, JsonNode state, Optional<Path> maker)
      throws IOException {
    if (find(type, id).isPresent()) {
      return false;
    }
    Key key = new Key(type, id);
    maker.ifPresent(file -> makers.put(key, file.toString()));
    put(new StoredObject(type, id, clock.instant(), state));
    fresh.add(key);
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
    append(line("delete", new Key(type, id)));
    forget(new Key(type, id));
    return true;
  }

  /** Terraform may not have come to note this object. */
  public synchronized void doubt(String type, String id) throws IOException {
    Key key = new Key(type, id);
    if (find(type, id).isPresent() && doubtful.add(key)) {
      try {
        append(doubtLine(key));
        fresh.remove(key);
      } catch (IOException full) {
        unsaid = true;
        throw full;
      }
    }
  }

  /** Whether terraform may never have heard of this object. */
  public synchronized boolean inDoubt(String type, String id) {
    return doubtful.contains(new Key(type, id));
  }

  /** Everything in doubt. */
  public synchronized List<Doubt> doubts() {
    return doubtful.stream()
        .map(
            each ->
                new Doubt(
                    each.type(), each.id(), Optional.ofNullable(makers.get(each)).map(Path::of)))
        .toList();
  }

  /** Terraform asked for this object, so it knows it. */
  public synchronized void confirm(String type, String id) throws IOException {
    Key key = new Key(type, id);
    fresh.remove(key);
    if (doubtful.remove(key)) {
      append(line("known", key));
    }
  }

  /**
   * Makes an object in the place of one in doubt.
   *
   * @return false, and nothing done, when none of that type and id is in doubt
   */
  public synchronized boolean takeOver(String type, String id, JsonNode state, Optional<Path> maker)
      throws IOException {
    return doubtful.contains(new Key(type, id))
        && delete(type, id)
        && create(type, id, state, maker);
  }

  /** Removes everything. */
  public synchronized void clear() throws IOException {
    journal.rewrite(List.of());
    objects.clear();
    fresh.clear();
    doubtful.clear();
    makers.clear();
  }

  /** Says that nothing made so far is in doubt but what was called so, and gives the lock back. */
  @Override
  public synchronized void close() throws IOException {
    try (lockFile;
        journal) {
      if (changed && !unsaid) {
        append(line("end"));
      }
    }
  }

  private void append(byte[] line) throws IOException {
    Disk.say(
        directory,
        () -> {
          journal.append(line);
          return line;
        });
    changed = true;
  }

  private void put(StoredObject object) throws IOException {
    Key key = new Key(object.type(), object.id());
    append(putLine(object, Optional.ofNullable(makers.get(key))));
    objects.computeIfAbsent(object.type(), type -> new LinkedHashMap<>()).put(object.id(), object);
  }

  private static byte[] putLine(StoredObject object, Optional<String> maker) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("op", "put")
        .put("type", object.type())
        .put("id", object.id())
        .put("created", object.created().toString());
    maker.ifPresent(file -> line.put("maker", file));
    line.set("state", object.state());
    return JsonTree.write(line);
  }

  private static byte[] line(String op) {
    return JsonTree.write(JsonNodeFactory.instance.objectNode().put("op", op));
  }

  private static byte[] line(String op, Key key) {
    return JsonTree.write(node(op, key));
  }

  private static ObjectNode node(String op, Key key) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("op", op).put("type", key.type()).put("id", key.id());
  }

  private byte[] doubtLine(Key key) {
    ObjectNode line = node("doubt", key);
    Optional.ofNullable(makers.get(key)).ifPresent(file -> line.put("maker", file));
    return JsonTree.write(line);
  }

  private void forget(Key key) {
    objects.getOrDefault(key.type(), new LinkedHashMap<>()).remove(key.id());
    fresh.remove(key);
    doubtful.remove(key);
    makers.remove(key);
  }

  private void replay(JsonNode line) {
    Key key = new Key(line.path("type").asText(), line.path("id").asText());
    if (line.hasNonNull("maker")) {
      makers.put(key, line.path("maker").asText());
    }
    switch (line.path("op").asText()) {
      case "delete" -> forget(key);
      case "doubt" -> doubtful.add(key);
      case "known" -> doubtful.remove(key);
      case "end" -> fresh.clear();
      default -> {
        Instant created = Instant.parse(line.path("created").asText());
        StoredObject object = new StoredObject(key.type(), key.id(), created, line.path("state"));
        Map<String, StoredObject> some =
            objects.computeIfAbsent(key.type(), type -> new LinkedHashMap<>());
        if (some.put(key.id(), object) == null) {
          fresh.add(key);
        }
      }
    }
  }
}
