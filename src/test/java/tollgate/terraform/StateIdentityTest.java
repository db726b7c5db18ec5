package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateIdentityTest {
  @TempDir Path root;

  @Test
  void the_same_state_is_the_same_and_every_other_is_another() throws IOException {
    Path lake = root.resolve("stacks/lake");
    Files.createDirectories(lake.resolve(".terraform"));
    String plain = identity(lake, Map.of(), "");

    assertThat(identity(root.resolve("stacks/x/../lake"), Map.of(), "")).isEqualTo(plain);
    assertThat(identity(root.resolve("stacks/other"), Map.of(), "")).isNotEqualTo(plain);
    assertThat(identity(lake, Map.of(), "own.tfstate")).isNotEqualTo(plain);
    assertThat(identity(lake, Map.of("TF_WORKSPACE", "prod"), "")).isNotEqualTo(plain);
  }

  @Test
  void the_backend_and_the_workspace_are_read_where_terraform_notes_them() throws IOException {
    Path lake = Files.createDirectories(root.resolve("lake"));
    Path data = Files.createDirectories(lake.resolve("data"));
    Map<String, String> environment = Map.of("TF_DATA_DIR", "data");
    String plain = identity(lake, environment, "");

    Files.writeString(data.resolve("environment"), "prod\n");
    String prod = identity(lake, environment, "");
    assertThat(prod)
        .isNotEqualTo(plain)
        .isEqualTo(identity(lake, Map.of("TF_DATA_DIR", "data", "TF_WORKSPACE", "prod"), ""));

    Files.writeString(
        data.resolve("terraform.tfstate"),
        "{\"backend\": {\"type\": \"gcs\", \"config\": {\"bucket\": \"b\"}}}");
    assertThat(identity(lake, environment, "")).isNotEqualTo(prod).contains("gcs");
  }

  private String identity(Path directory, Map<String, String> environment, String state) {
    return StateIdentity.of(root, directory, environment, state);
  }
}
