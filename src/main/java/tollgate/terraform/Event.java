package tollgate.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** One line of terraform's JSON event stream. Texts are as terraform wrote them: escape them. */
public sealed interface Event {

  /** An object is being read. */
  record Refreshing(String address) implements Event {}

  /** Work on an object began; {@code action} is create, update, delete or read. */
  record Started(String address, String action) implements Event {}

  /** Work on an object goes on. */
  record Going(String address, String action, int seconds) implements Event {}

  record Finished(String address, String action, int seconds) implements Event {}

  record Failed(String address, String action, int seconds) implements Event {}

  /** What was planned or done in all; {@code operation} is plan, apply or destroy. */
  record Summary(String operation, int added, int changed, int removed) implements Event {}

  record Diagnosed(Diagnostic diagnostic) implements Event {}

  /** Terraform was interrupted and is finishing what it began. */
  record Stopping() implements Event {}

  /** Listens to a command at work, one event at a time. */
  @FunctionalInterface
  interface Listener {
    Listener NONE = event -> {};

    void on(Event event);
  }

  ObjectMapper JSON = new ObjectMapper();

  /** Reads one line; empty for what nobody needs to see. */
  static Optional<Event> parse(String line) {
    JsonNode node;
    try {
      node = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (node == null || !node.isObject()) {
      return Optional.empty();
    }
    JsonNode hook = node.path("hook");
    String address = hook.path("resource").path("addr").asText();
    String action = hook.path("action").asText();
    int seconds = hook.path("elapsed_seconds").asInt();
    return switch (node.path("type").asText()) {
      case "refresh_start" -> Optional.of(new Refreshing(address));
      case "apply_start" -> Optional.of(new Started(address, action));
      case "apply_progress" -> Optional.of(new Going(address, action, seconds));
      case "apply_complete" -> Optional.of(new Finished(address, action, seconds));
      case "apply_errored" -> Optional.of(new Failed(address, action, seconds));
      case "diagnostic" -> Optional.of(new Diagnosed(Diagnostic.of(node.path("diagnostic"))));
      case "change_summary" -> Optional.of(summary(node.path("changes")));
      case "log" ->
          node.path("@message").asText().contains("Interrupt received")
              ? Optional.of(new Stopping())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Event summary(JsonNode changes) {
    return new Summary(
        changes.path("operation").asText(),
        changes.path("add").asInt(),
        changes.path("change").asInt(),
        changes.path("remove").asInt());
  }
}
