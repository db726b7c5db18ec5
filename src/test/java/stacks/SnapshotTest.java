package stacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every stack's file in every case, byte for byte: a change in it is seen before it is deployed.
 */
class SnapshotTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/snapshots");
  private static final String COMMAND = "./mvnw test -Dtest=stacks.SnapshotTest -Dsnapshots=update";
  private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));

  /** The fork spells what it is and empty objects in its own way, and that is all. */
  private static final boolean FORK = "cdktn".equals(System.getProperty("engine"));

  private static final Pattern ITS_VERSION = Pattern.compile("\"version\": \"0\\.24\\.0\"");
  private static final Pattern EMPTY = Pattern.compile("\\{\\s+}");

  @ParameterizedTest
  @EnumSource
  void aStackIsWhatItsSnapshotSays(Case name) throws IOException {
    for (Map.Entry<String, String> stack : name.synthesis().json().entrySet()) {
      Path snapshot = SNAPSHOTS.resolve(stack.getKey()).resolve(name.slug() + ".tf.json");
      if (UPDATE) {
        refuseUnderCi();
        Files.createDirectories(snapshot.getParent());
        Files.writeString(snapshot, stack.getValue() + "\n");
      }
      if (!Files.exists(snapshot)) {
        fail("%s is missing. To write it:%n  %s", snapshot, COMMAND);
      }
      String frozen = Files.readString(snapshot);
      assertThat((FORK ? asTheOriginal(stack.getValue()) : stack.getValue()) + "\n")
          .as("%s. If the change is meant:%n  %s", snapshot, COMMAND)
          .isEqualTo(FORK ? EMPTY.matcher(frozen).replaceAll("{}") : frozen);
    }
  }

  @Test
  void noSnapshotIsLeftWithoutItsCase() throws IOException {
    Set<String> wanted = new TreeSet<>();
    for (Case name : Case.values()) {
      name.synthesis().json().keySet().forEach(stack -> wanted.add(stack + "/" + name.slug()));
    }
    try (Stream<Path> files = Files.walk(SNAPSHOTS)) {
      Set<Path> orphans =
          files
              .filter(Files::isRegularFile)
              .filter(file -> !wanted.contains(caseOf(file)))
              .collect(Collectors.toSet());
      if (UPDATE) {
        refuseUnderCi();
        for (Path orphan : orphans) {
          Files.delete(orphan);
        }
      } else {
        assertThat(orphans).as("no case makes these. To remove them:%n  %s", COMMAND).isEmpty();
      }
    }
  }

  private static String asTheOriginal(String json) {
    assertThat(ITS_VERSION.matcher(json).results()).as("the engine's version").hasSize(1);
    return EMPTY
        .matcher(ITS_VERSION.matcher(json).replaceFirst("\"version\": \"0.21.0\""))
        .replaceAll("{}");
  }

  private static String caseOf(Path snapshot) {
    return SNAPSHOTS.relativize(snapshot).toString().replace('\\', '/').replace(".tf.json", "");
  }

  private static void refuseUnderCi() {
    assertThat(FORK).as("snapshots are written by cdktf: leave out -Dengine=cdktn").isFalse();
    assertThat(System.getenv("CI"))
        .as("snapshots are not rewritten under CI: run the command on your machine")
        .isNotEqualTo("true");
  }
}
