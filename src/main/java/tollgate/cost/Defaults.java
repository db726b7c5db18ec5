package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tollgate.schema.Schema;

/**
 * What the provider plans for an argument that nobody wrote. Only synthesized configurations need
 * it: a plan already shows these values.
 */
final class Defaults {

  private final Supplier<Schema> schema;
  private final Map<String, Optional<JsonNode>> known = new ConcurrentHashMap<>();

  Defaults(Supplier<Schema> schema) {
    this.schema = schema;
  }

  Optional<JsonNode> of(String type, String path) {
    return known.computeIfAbsent(
        type + ":" + path,
        key -> schema.get().resource(type).flatMap(resource -> resource.defaultOf(path)));
  }
}
