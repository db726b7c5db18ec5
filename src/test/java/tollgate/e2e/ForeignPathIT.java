package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkout in a directory with blanks and more than ASCII in its name. */
class ForeignPathIT {
  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final String SCHEMA = "src/main/resources/tollgate/schema/google.schema.json.gz";

  @Test
  void the_typed_bindings_are_made_there_too(@TempDir Path directory) throws Exception {
    Path home = directory.resolve("b\u00fccher \u4e66");
    for (String file :
        new String[] {
          "bindings/generate.mjs", "bindings/package.json", "bindings/package-lock.json", SCHEMA
        }) {
      copy(file, home);
    }
    Files.writeString(home.resolve("bindings/resources.txt"), "google_storage_bucket\n");
    Path tools = ROOT.resolve("bindings/node_modules");
    if (Files.exists(tools)) {
      Files.createSymbolicLink(home.resolve("bindings/node_modules"), tools);
    }

    Process made =
        new ProcessBuilder("node", home.resolve("bindings/generate.mjs").toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(made.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(made.exitValue()).as(said).isZero();
    assertThat(
            home.resolve(
                "target/bindings/java/provider/com/hashicorp/cdktf/providers/google/storage_bucket/StorageBucket.java"))
        .exists();
  }

  private static void copy(String file, Path home) throws IOException {
    Files.createDirectories(home.resolve(file).getParent());
    Files.copy(ROOT.resolve(file), home.resolve(file));
  }
}
