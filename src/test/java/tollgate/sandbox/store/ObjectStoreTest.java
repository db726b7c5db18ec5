package tollgate.sandbox.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.schema.JsonTree;

class ObjectStoreTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-03-01T10:00:00Z"), ZoneOffset.UTC);

  private final Path directory;

  ObjectStoreTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatWasDoneIsThereAfterReopening() throws IOException {
    try (ObjectStore store = open()) {
      assertThat(store.create("bucket", "a", json("{\"x\":1}"))).isTrue();
      assertThat(store.create("bucket", "b", json("{\"x\":2}"))).isTrue();
      assertThat(store.update("bucket", "a", json("{\"x\":3}"))).isTrue();
      assertThat(store.delete("bucket", "b")).isTrue();
    }
    try (ObjectStore store = open()) {
      assertThat(store.all())
          .containsExactly(new StoredObject("bucket", "a", CLOCK.instant(), json("{\"x\":3}")));
    }
  }

  @Test
  void aNameIsTakenOnceAndWhatIsNotThereCannotChange() throws IOException {
    try (ObjectStore store = open()) {
      assertThat(store.create("bucket", "a", json("{}"))).isTrue();
      assertThat(store.create("bucket", "a", json("{}"))).isFalse();
      assertThat(store.create("topic", "a", json("{}"))).isTrue();
      assertThat(store.update("bucket", "b", json("{}"))).isFalse();
      assertThat(store.delete("bucket", "b")).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 9, 30, 60})
  void aTornLastLineIsDroppedAndNothingElse(int torn) throws IOException {
    try (ObjectStore store = open()) {
      store.create("bucket", "whole", json("{}"));
      store.create("bucket", "torn", json("{}"));
    }
    Path journal = directory.resolve("objects.journal");
    try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
      // The line that says that the process ended had not come yet.
      file.setLength(
          Files.readString(journal).lastIndexOf('\n', (int) file.length() - 2) + 1 - torn);
    }
    try (ObjectStore store = open()) {
      assertThat(store.all()).extracting(StoredObject::id).containsExactly("whole");
      store.create("bucket", "next", json("{}"));
    }
    try (ObjectStore store = open()) {
      assertThat(store.all()).extracting(StoredObject::id).containsExactly("whole", "next");
    }
  }

  @Test
  void damageBeforeTheLastLineIsReportedAndNotRepaired() throws IOException {
    try (ObjectStore store = open()) {
      store.create("bucket", "a", json("{}"));
      store.create("bucket", "b", json("{}"));
    }
    Path journal = directory.resolve("objects.journal");
    String text = Files.readString(journal);
    Files.writeString(journal, text.replaceFirst("\"a\"", "\"c\""));
    assertThatIOException().isThrownBy(this::open).withMessageContaining("damaged at line 1");
  }

  @Test
  void aSecondUserIsRefusedAfterItsPatienceAndServedOnceTheFirstIsDone() throws Exception {
    ObjectStore first = open();
    assertThatIOException()
        .isThrownBy(() -> ObjectStore.open(directory, Duration.ofMillis(120), CLOCK))
        .withMessageContaining("in use by another run");
    ExecutorService waiting = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch asked = new CountDownLatch(1);
      Future<Integer> second =
          waiting.submit(
              () -> {
                asked.countDown();
                try (ObjectStore store =
                    ObjectStore.open(directory, Duration.ofSeconds(20), CLOCK)) {
                  return store.all().size();
                }
              });
      asked.await();
      first.create("bucket", "a", json("{}"));
      first.close();
      assertThat(second.get(20, TimeUnit.SECONDS)).isEqualTo(1);
    } finally {
      waiting.shutdownNow();
    }
  }

  @Test
  void anotherProcessIsKeptOut() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      assertThatIOException()
          .isThrownBy(() -> ObjectStore.open(directory, Duration.ZERO, CLOCK))
          .withMessageContaining("in use by another run");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    try (ObjectStore store = open()) {
      assertThat(store.all()).extracting(StoredObject::id).containsExactly("kept");
    }
  }

  /** Run in a process of its own, which the test kills. */
  static final class Holder {
    public static void main(String[] args) throws IOException, InterruptedException {
      ObjectStore store = ObjectStore.open(Path.of(args[0]), Duration.ZERO, CLOCK);
      store.create("bucket", "kept", json("{}"));
      System.out.print("held");
      System.out.flush();
      Thread.sleep(60_000);
      store.close();
    }
  }

  @Test
  void aJournalOfMostlyDeadLinesIsWrittenAnew() throws IOException {
    try (ObjectStore store = open()) {
      store.create("bucket", "a", json("{}"));
      for (int i = 0; i < 1_100; i++) {
        store.update("bucket", "a", json("{\"x\":" + i + "}"));
      }
    }
    Path journal = directory.resolve("objects.journal");
    long before = Files.size(journal);
    try (ObjectStore store = open()) {
      assertThat(store.all()).hasSize(1);
    }
    assertThat(Files.size(journal)).isLessThan(before / 100);
    try (ObjectStore store = open()) {
      assertThat(store.find("bucket", "a").orElseThrow().state().path("x").asInt())
          .isEqualTo(1_099);
    }
  }

  @Test
  void aFullDiskIsASentenceAndWhatWasStoredBeforeIsWhole() throws Exception {
    // A limit on the size of files stands in for a full disk; 8 blocks are 4 or 8 KB.
    Process limited =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 8 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Filler.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(limited.waitFor()).as(told).isZero();
    assertThat(told)
        .contains("there is no room left for " + directory)
        .contains("make room and run again")
        .doesNotContain("\n");
    try (ObjectStore store = open()) {
      int stored = store.all().size();
      assertThat(stored).isBetween(1, 400);
      assertThat(store.create("bucket", "next", json("{}"))).isTrue();
      assertThat(store.all()).hasSize(stored + 1);
    }
  }

  @Test
  void whatCouldNotBeWrittenAsDoubtIsInDoubtAtTheNextOpening() throws Exception {
    Process limited =
        new ProcessBuilder(
                "sh",
                "-c",
                "ulimit -f 8 && exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                Doubter.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    String told = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(limited.waitFor()).as(told).isZero();

    try (ObjectStore store = open()) {
      assertThat(store.all()).isNotEmpty().allMatch(each -> store.inDoubt("bucket", each.id()));
    }
  }

  /** Fills the disk and then finds no room for a doubt. */
  static final class Doubter {
    public static void main(String[] args) throws IOException {
      try (ObjectStore store = ObjectStore.open(Path.of(args[0]), Duration.ZERO, CLOCK)) {
        try {
          for (int i = 0; i < 1_000; i++) {
            store.create("bucket", "o" + i, json("{}"));
          }
        } catch (IOException full) {
          for (StoredObject each : store.all()) {
            doubtOf(store, each);
          }
        }
      }
    }

    private static void doubtOf(ObjectStore store, StoredObject each) {
      try {
        store.doubt(each.type(), each.id());
      } catch (IOException full) {
        System.out.println("no room for a doubt");
      }
    }
  }

  /** Run in a process of its own, which may not write much. */
  static final class Filler {
    public static void main(String[] args) throws IOException {
      try (ObjectStore store = ObjectStore.open(Path.of(args[0]), Duration.ZERO, CLOCK)) {
        for (int i = 0; i < 1_000; i++) {
          store.create("bucket", "o" + i, json("{}"));
        }
      } catch (IOException full) {
        System.out.print(full.getMessage());
      }
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsASentence() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    assertThatIOException()
        .isThrownBy(() -> ObjectStore.open(file, Duration.ZERO, CLOCK))
        .withMessageContaining(file + " is a file where a directory should be");
    assertThatIOException()
        .isThrownBy(() -> ObjectStore.open(file.resolve("below"), Duration.ZERO, CLOCK))
        .withMessageContaining("is below a file");
    Path closed = Files.createDirectory(directory.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    try {
      assumeFalse(Files.isWritable(closed), "root may write anywhere");
      assertThatIOException()
          .isThrownBy(() -> ObjectStore.open(closed, Duration.ZERO, CLOCK))
          .withMessageContaining(closed + " cannot be written");
    } finally {
      Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void whatAProcessThatDiedHadMadeIsInDoubtUntilTerraformAsksForIt() throws Exception {
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();
    assertThat(holder.getInputStream().read()).isEqualTo('h');
    holder.destroyForcibly().waitFor();

    for (int opening = 0; opening < 2; opening++) {
      try (ObjectStore store = open()) {
        assertThat(store.doubts())
            .containsExactly(new ObjectStore.Doubt("bucket", "kept", Optional.empty()));
      }
    }
    try (ObjectStore store = open()) {
      store.confirm("bucket", "kept");
    }
    try (ObjectStore store = open()) {
      assertThat(store.doubts()).isEmpty();
      assertThat(store.takeOver("bucket", "kept", json("{}"), Optional.empty())).isFalse();
    }
  }

  @Test
  void whatIsInDoubtCanBeTakenOverOnce() throws IOException {
    Path state = Path.of("/somewhere/terraform.tfstate");
    try (ObjectStore store = open()) {
      store.create("bucket", "a", json("{}"), Optional.of(state));
      store.doubt("bucket", "a");
    }
    try (ObjectStore store = open()) {
      assertThat(store.doubts())
          .containsExactly(new ObjectStore.Doubt("bucket", "a", Optional.of(state)));
      assertThat(store.create("bucket", "a", json("{}"))).isFalse();
      assertThat(store.takeOver("bucket", "a", json("{\"x\":1}"), Optional.empty())).isTrue();
      assertThat(store.takeOver("bucket", "a", json("{\"x\":2}"), Optional.empty())).isFalse();
    }
    try (ObjectStore store = open()) {
      assertThat(store.doubts()).isEmpty();
      assertThat(store.find("bucket", "a").orElseThrow().state().path("x").asInt()).isEqualTo(1);
    }
  }

  @Test
  void clearingLeavesNothing() throws IOException {
    try (ObjectStore store = open()) {
      store.create("bucket", "a", json("{}"));
      store.clear();
      assertThat(store.all()).isEmpty();
    }
    try (ObjectStore store = open()) {
      assertThat(store.all()).isEmpty();
    }
  }

  @Test
  void manyThreadsMayUseIt() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ObjectStore store = open()) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        String id = "o" + i;
        done.add(threads.submit(() -> store.create("bucket", id, json("{}"))));
      }
      for (Future<Boolean> each : done) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    try (ObjectStore store = open()) {
      assertThat(store.all()).hasSize(200);
    }
  }

  @Test
  void aPartOfALineWithoutItsEndIsNoLine() throws IOException {
    Files.createDirectories(directory);
    Files.writeString(directory.resolve("objects.journal"), "0000", StandardOpenOption.CREATE);
    try (ObjectStore store = open()) {
      assertThat(store.all()).isEmpty();
    }
  }

  private ObjectStore open() throws IOException {
    return ObjectStore.open(directory, Duration.ZERO, CLOCK);
  }

  private static JsonNode json(String text) throws IOException {
    return JsonTree.read(text.getBytes(StandardCharsets.UTF_8));
  }
}
