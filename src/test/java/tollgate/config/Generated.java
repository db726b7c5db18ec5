package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the repository that a test writes on demand and otherwise holds fresh. */
final class Generated {
  static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));

  private Generated() {}

  /**
   * Fails when {@code file} is not exactly {@code text}, or rewrites it with -Dsnapshots=update.
   */
  static void check(Path file, String text, Class<?> test) throws IOException {
    if (UPDATE) {
      assertThat(System.getenv("CI")).as("no snapshot is rewritten under CI").isNull();
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    }
    assertThat(file).as("rewrite with %s", command(test)).exists();
    assertThat(Files.readString(file)).as("rewrite with %s", command(test)).isEqualTo(text);
  }

  private static String command(Class<?> test) {
    return "./mvnw test -Dtest=" + test.getSimpleName() + " -Dsnapshots=update";
  }
}
