package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTypesTest {
  @TempDir private Path directory;

  private void write(String name, String text) throws Exception {
    Path file = directory.resolve(name);
    Files.createDirectories(file.resolveSibling(""));
    Files.writeString(file, text);
  }

  @Test
  void typesAreThoseThatAnyConfigurationNames() throws Exception {
    write("main.tf", "resource \"google_pubsub_topic\" \"a\" {}");
    write("modules/x/main.tf.json", "{\"data\":{\"google_project\":{}}}");
    write("notes.txt", "google_storage_bucket");

    assertThat(OwnTypes.below(directory))
        .containsExactlyInAnyOrder("google_pubsub_topic", "google_project");
  }

  @Test
  void hiddenDirectoriesAndPackagesArePassedOver() throws Exception {
    write(".terraform/modules/x/main.tf", "resource \"google_pubsub_topic\" \"a\" {}");
    write("node_modules/x/main.tf", "resource \"google_pubsub_topic\" \"a\" {}");

    assertThat(OwnTypes.below(directory)).isEmpty();
  }
}
