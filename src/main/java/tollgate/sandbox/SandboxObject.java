package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/**
 * Something that exists in a sandbox.
 *
 * @param name what a person calls it; its id where nothing else is known
 * @param state its attributes, in the JSON form of a Terraform state
 */
public record SandboxObject(String type, String id, String name, Instant created, JsonNode state) {

  /** What a person calls a thing, the first that has a text. */
  private static final List<String> NAMES =
      List.of(
          "name", "dataset_id", "table_id", "account_id", "secret_id", "repository_id", "service");

  static SandboxObject of(String type, String id, Instant created, JsonNode state) {
    boolean grant = type.contains("_iam_");
    String name =
        NAMES.stream()
            .map(each -> state.path(each).asText())
            .filter(text -> !text.isEmpty() && !grant)
            .findFirst()
            .orElse(id);
    return new SandboxObject(type, id, name, created, state);
  }
}
