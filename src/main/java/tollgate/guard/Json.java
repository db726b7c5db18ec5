package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Walking JSON. */
final class Json {
  private Json() {}

  /** The elements of an array; the node itself when it is none. */
  static Stream<JsonNode> stream(JsonNode node) {
    return node.isArray() ? StreamSupport.stream(node.spliterator(), false) : Stream.of(node);
  }
}
