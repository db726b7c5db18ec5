package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScratchTest {
  private final PrintStream err =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  private final LastWords lastWords = new LastWords();

  @Test
  void goesWithTheRunThatNeedsIt() throws Exception {
    Path path;
    try (Scratch scratch = Scratch.open(lastWords)) {
      path = scratch.path();
      assertThat(Files.getPosixFilePermissions(path)).hasSize(3);
      Files.writeString(Files.createDirectory(path.resolve("stacks")).resolve("plan"), "secret");
    }
    assertThat(path).doesNotExist();

    lastWords.atShutdown(err);
    assertThat(path).doesNotExist();
  }

  @Test
  void goesWithARunThatIsInterrupted() throws Exception {
    Path path = Scratch.open(lastWords).path();
    Files.writeString(path.resolve("plan"), "secret");

    lastWords.atShutdown(err);

    assertThat(path).doesNotExist();
    assertThat(Scratch.open(lastWords).path()).doesNotExist();
  }
}
