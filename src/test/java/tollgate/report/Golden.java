package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares text with a committed file. {@code -Dsnapshots=update} rewrites the file instead, which
 * a build server refuses.
 */
final class Golden {
  private Golden() {}

  static void check(Path file, String actual) throws IOException {
    if ("update".equals(System.getProperty("snapshots"))) {
      assertThat(System.getenv("CI")).as("CI never rewrites expected files").isNotEqualTo("true");
      Files.writeString(file, actual);
      return;
    }
    String how = file + " differs; look at it, then rewrite it with ./mvnw test -Dsnapshots=update";
    assertThat(file).as(how).exists();
    assertThat(actual).as(how).isEqualTo(Files.readString(file));
  }
}
