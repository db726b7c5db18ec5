package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ScratchTest {
  private final PrintStream err =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  private final AtomicBoolean ended = new AtomicBoolean();
  private final LastWords lastWords = new LastWords();

  @Test
  void goesWithTheRunThatNeedsIt() throws Exception {
    Path path;
    try (Scratch scratch = Scratch.open(lastWords, () -> ended.set(true))) {
      path = scratch.path();
      assertThat(Files.getPosixFilePermissions(path)).hasSize(3);
      Files.writeString(Files.createDirectory(path.resolve("stacks")).resolve("plan"), "secret");
    }
    assertThat(path).doesNotExist();

    lastWords.atShutdown(err);
    assertThat(path).doesNotExist();
    assertThat(ended).isFalse();
  }

  @Test
  void goesWithARunThatIsInterrupted() throws Exception {
    Path path = Scratch.open(lastWords, () -> ended.set(true)).path();
    Files.writeString(path.resolve("plan"), "secret");

    lastWords.atShutdown(err);

    assertThat(path).doesNotExist();
    assertThat(ended).isTrue();
    assertThat(Scratch.open(lastWords, () -> {}).path()).doesNotExist();
  }
}
