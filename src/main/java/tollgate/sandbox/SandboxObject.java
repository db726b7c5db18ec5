package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * Something that exists in a sandbox.
 *
 * @param state its attributes, in the JSON form of a Terraform state
 */
public record SandboxObject(String type, String id, String name, Instant created, JsonNode state) {

  static SandboxObject of(String type, String id, Instant created, JsonNode state) {
    String name = state.path("name").asText();
    return new SandboxObject(type, id, name.isEmpty() ? id : name, created, state);
  }
}
