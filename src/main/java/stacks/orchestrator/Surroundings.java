package stacks.orchestrator;

import java.util.Optional;
import stacks.parts.Literal;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorStorage;
import tollgate.config.Settings;

/**
 * Where an orchestrator finds itself.
 *
 * @param settings all of them
 * @param wish the orchestrator's own
 * @param url where people reach it, without a slash at the end
 * @param database where its database answers
 * @param bucket the name of its bucket, with storage in one
 */
public record Surroundings(
    Settings settings,
    Orchestrator wish,
    String url,
    DatabaseAddress database,
    Optional<String> bucket) {

  boolean keeps(OrchestratorStorage storage) {
    return wish.storage() == storage;
  }

  /** The main container so far: image and size as the settings have them. */
  Container.Draft mainContainer() {
    return Container.of(
        Specification.name(wish.kind()),
        Literal.of(wish.image().value()),
        wish.cpu() * 1000,
        wish.memory());
  }

  /** The same image beside it. */
  Container.Draft sameImage(String name) {
    return Container.of(name, Literal.of(wish.image().value()), wish.cpu() * 1000, wish.memory());
  }
}
