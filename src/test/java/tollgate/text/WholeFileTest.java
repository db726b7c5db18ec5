package tollgate.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir Path directory = Path.of("");

  private Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @Test
  void aFileIsReplacedAndNothingIsLeftBesideIt() throws IOException {
    Path file = directory.resolve("a.json");
    WholeFile.write(file, "one");
    WholeFile.write(file, "ü");

    assertThat(file).hasContent("ü");
    assertThat(names()).containsExactly("a.json");
  }

  @Test
  void whatCannotBeWrittenStaysAsItWas() throws IOException {
    Path file = Files.createDirectory(directory.resolve("taken"));
    Files.writeString(file.resolve("inside"), "x");

    assertThatThrownBy(() -> WholeFile.write(file, "one")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> WholeFile.write(directory.resolve("none/file"), "one"))
        .isInstanceOf(IOException.class);
    assertThat(file.resolve("inside")).hasContent("x");
    assertThat(names()).containsExactly("taken");
  }

  @Test
  void aLinkKeepsPointingAtTheFileThatIsWritten() throws IOException {
    Path there = Files.writeString(directory.resolve("there"), "one");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("there"));

    WholeFile.write(link, "two");

    assertThat(link).isSymbolicLink();
    assertThat(there).hasContent("two");
  }

  @Test
  void aDeviceIsWrittenToAndStaysOne() throws IOException {
    Path device = Path.of("/dev/null");
    WholeFile.write(device, "gone");
    assertThat(Files.isRegularFile(device)).isFalse();
  }
}
