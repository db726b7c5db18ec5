package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/** What the provider's schema says of an attribute at a dotted path. */
final class Defaults {
  private static final Pattern DOT = Pattern.compile("\\.");

  private Defaults() {}

  /** The provider's default, where it has one. */
  static Optional<JsonNode> of(String type, String path) {
    Optional<Block> at = Schema.google().resource(type).map(ResourceSchema::block);
    String[] parts = DOT.split(path);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      if (!part.chars().allMatch(Character::isDigit)) {
        at = at.flatMap(block -> block.block(part)).map(NestedBlock::block);
      }
    }
    return at.flatMap(block -> block.attribute(parts[parts.length - 1]))
        .flatMap(Attribute::defaultValue)
        .filter(node -> !node.isNull());
  }
}
