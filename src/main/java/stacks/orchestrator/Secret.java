package stacks.orchestrator;

import java.util.Optional;

/**
 * A secret in Secret Manager that a container reads as an environment variable.
 *
 * @param id of the secret in the project
 * @param value what is written there, an expression over ephemeral variables; empty for a secret
 *     that somebody else made, which is only read
 */
public record Secret(String id, Optional<String> value) {
  static Secret written(String id, String value) {
    return new Secret(id, Optional.of(value));
  }

  static Secret foreign(String id) {
    return new Secret(id, Optional.empty());
  }
}
