package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
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
    return known.computeIfAbsent(type + ":" + path, key -> find(type, path));
  }

  private Optional<JsonNode> find(String type, String path) {
    Optional<Block> block = schema.get().resource(type).map(ResourceSchema::block);
    String[] parts = path.split("\\.", -1);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      // A list's index is no level of the schema.
      if (!part.isEmpty() && !part.chars().allMatch(c -> c >= '0' && c <= '9')) {
        block = block.flatMap(b -> b.block(part)).map(NestedBlock::block);
      }
    }
    return block
        .flatMap(b -> b.attribute(parts[parts.length - 1]))
        .flatMap(Attribute::defaultValue);
  }
}
