package tollgate.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import tollgate.schema.JsonTree;

/**
 * Which of Google's rules are off and what is broken, in a file of its own, so that it can be
 * changed while a sandbox runs. Every process that looks sees the last state.
 */
public final class Rehearsal {
  private static final String FILE = "rehearsal.json";
  private static final String LOCK = "rehearsal.lock";

  /** Threads of one process cannot be told apart by a lock on a file. */
  private static final Object IN_THIS_PROCESS = new Object();

  private final Path directory;
  private Object stamp = "";
  private State state = State.NONE;

  /**
   * What is written down.
   *
   * @param off names of rules
   */
  public record State(Set<String> off, List<Breakage> breakages) {
    /**
     * Off until somebody asks for them: Google's page on deleting instances says by now that a name
     * is free at once (cloud.google.com/sql/docs/postgres/delete-instance, read 2026-11-22), and
     * waiting for accounts to settle makes a deploy ten seconds longer and nothing else, unless a
     * grant does not wait for its account.
     */
    public static final Set<String> OFF_AT_FIRST = Set.of("account-settles", "sql-name-reserved");

    static final State NONE = new State(OFF_AT_FIRST, List.of());

    public State {
      off = Set.copyOf(off);
      breakages = List.copyOf(breakages);
    }
  }

  /**
   * @param directory of a sandbox; need not exist
   */
  public Rehearsal(Path directory) {
    this.directory = directory;
  }

  /**
   * The state as it is now.
   *
   * @throws UncheckedIOException when the file cannot be read or is damaged
   */
  public synchronized State now() {
    try {
      Path file = directory.resolve(FILE);
      Object fresh = stamp(file);
      if (!fresh.equals(stamp)) {
        state = Files.exists(file) ? read(file) : State.NONE;
        stamp = fresh;
      }
      return state;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(String.valueOf(unreadable.getMessage()), unreadable);
    }
  }

  private static Object stamp(Path file) throws IOException {
    if (!Files.exists(file)) {
      return "";
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(
        attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
  }

  /** Whether a rule is in force. */
  boolean isOn(String rule) {
    return !now().off().contains(rule);
  }

  /**
   * The breakage that strikes this attempt, and counts it.
   *
   * @throws UncheckedIOException when the file cannot be read or written
   */
  public synchronized Optional<Breakage> strike(Attempt attempt) {
    Optional<Breakage> met = first(now(), attempt);
    if (met.isEmpty() || met.get().left() == 0) {
      return met;
    }
    List<Breakage> struck = new ArrayList<>();
    try {
      change(
          before -> {
            Optional<Breakage> still = first(before, attempt);
            List<Breakage> after = new ArrayList<>(before.breakages());
            still.ifPresent(
                breakage -> {
                  struck.add(breakage);
                  int at = after.indexOf(breakage);
                  if (breakage.left() == 1) {
                    after.remove(at);
                  } else if (breakage.left() > 1) {
                    after.set(at, breakage.withLeft(breakage.left() - 1));
                  }
                });
            return new State(before.off(), after);
          });
    } catch (IOException full) {
      throw new UncheckedIOException(String.valueOf(full.getMessage()), full);
    }
    return struck.stream().findFirst();
  }

  private static Optional<Breakage> first(State state, Attempt attempt) {
    return state.breakages().stream().filter(each -> each.meets(attempt)).findFirst();
  }

  /**
   * Changes the file; other processes wait meanwhile.
   *
   * @throws IOException when the disk refuses or the file is damaged
   */
  public void change(UnaryOperator<State> change) throws IOException {
    synchronized (IN_THIS_PROCESS) {
      Files.createDirectories(directory);
      try (FileChannel channel =
              FileChannel.open(
                  directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          FileLock lock = channel.lock()) {
        Path file = directory.resolve(FILE);
        State before = Files.exists(file) ? read(file) : State.NONE;
        Path fresh = directory.resolve(FILE + ".new");
        Files.write(fresh, JsonTree.write(json(change.apply(before))));
        Files.move(
            fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        assert lock.isValid();
      }
    }
  }

  private static State read(Path file) throws IOException {
    try {
      JsonNode json = JsonTree.read(Files.readAllBytes(file));
      Set<String> off = new TreeSet<>();
      json.path("off").forEach(name -> off.add(name.asText()));
      List<Breakage> breakages = new ArrayList<>();
      json.path("breakages").forEach(each -> breakages.add(breakage(each)));
      return new State(off, breakages);
    } catch (IOException | IllegalArgumentException | DateTimeException damaged) {
      throw new IOException(
          "%s is damaged (%s): delete it, nothing else is lost"
              .formatted(file, damaged.getMessage()),
          damaged);
    }
  }

  private static Breakage breakage(JsonNode json) {
    List<Breakage.Target> targets = new ArrayList<>();
    for (JsonNode target : json.path("targets")) {
      Map<String, String> attributes = new HashMap<>();
      target
          .path("attributes")
          .properties()
          .forEach(each -> attributes.put(each.getKey(), each.getValue().asText()));
      targets.add(new Breakage.Target(target.path("type").asText(), attributes));
    }
    Set<Operation> during = EnumSet.noneOf(Operation.class);
    json.path("during")
        .forEach(each -> during.add(Operation.valueOf(each.asText().toUpperCase(Locale.ROOT))));
    String kind = json.path("kind").asText();
    return new Breakage(
        BreakKind.of(kind)
            .orElseThrow(() -> new IllegalArgumentException("no kind of failure " + kind)),
        json.path("on").asText(),
        targets,
        during,
        json.path("left").asInt(),
        Duration.ofSeconds(json.path("seconds").asLong()),
        Instant.parse(json.path("since").asText()));
  }

  private static JsonNode json(State state) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode off = json.putArray("off");
    new TreeSet<>(state.off()).forEach(off::add);
    ArrayNode breakages = json.putArray("breakages");
    for (Breakage each : state.breakages()) {
      ObjectNode one =
          breakages
              .addObject()
              .put("kind", each.kind().word())
              .put("on", each.on())
              .put("left", each.left())
              .put("seconds", each.delay().toSeconds())
              .put("since", each.since().toString());
      ArrayNode during = one.putArray("during");
      each.during().stream().sorted().forEach(operation -> during.add(operation.word()));
      ArrayNode targets = one.putArray("targets");
      for (Breakage.Target target : each.targets()) {
        ObjectNode attributes =
            targets.addObject().put("type", target.type()).putObject("attributes");
        target.attributes().forEach(attributes::put);
      }
    }
    return json;
  }
}
