package tollgate.terraform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What tells the state that a terraform works on from every other: place, backend, workspace. */
public final class StateIdentity {
  private StateIdentity() {}

  /**
   * A text that is the same for the same state.
   *
   * @param root that the directory's place is told from
   * @param directory where terraform works
   * @param statePath of {@code -state}, or empty
   */
  public static String of(
      Path root, Path directory, Map<String, String> environment, String statePath) {
    Path data =
        directory.resolve(
            environment.getOrDefault("TF_DATA_DIR", "").isEmpty()
                ? ".terraform"
                : environment.get("TF_DATA_DIR"));
    String workspace = environment.getOrDefault("TF_WORKSPACE", "");
    return String.join(
        "\n",
        root.toAbsolutePath()
            .normalize()
            .relativize(directory.toAbsolutePath().normalize())
            .toString(),
        backend(data.resolve("terraform.tfstate")),
        workspace.isEmpty() ? text(data.resolve("environment")).strip() : workspace,
        statePath);
  }

  /** What {@code terraform init} noted; nothing for a state beside the configuration. */
  private static String backend(Path file) {
    try {
      JsonNode backend = new ObjectMapper().readTree(text(file)).path("backend");
      return backend.path("type").asText() + " " + backend.path("config");
    } catch (IOException unreadable) {
      return "";
    }
  }

  private static String text(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.readString(file) : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
