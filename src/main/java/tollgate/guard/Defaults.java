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
    return find(type, path).defaultValue();
  }

  /** Whether the provider may fill in the attribute, or a block around it, when it is left out. */
  static boolean filledIn(String type, String path) {
    return find(type, path).filledIn();
  }

  private record Found(Optional<JsonNode> defaultValue, boolean filledIn) {}

  private static Found find(String type, String path) {
    Optional<Block> at = Schema.google().resource(type).map(ResourceSchema::block);
    boolean filledIn = at.isEmpty();
    String[] parts = DOT.split(path);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      if (!part.chars().allMatch(Character::isDigit)) {
        Optional<NestedBlock> inner = at.flatMap(block -> block.block(part));
        filledIn |= inner.map(NestedBlock::computed).orElse(false);
        at = inner.map(NestedBlock::block);
      }
    }
    String last = parts[parts.length - 1];
    Optional<Attribute> attribute = at.flatMap(block -> block.attribute(last));
    filledIn |= attribute.map(Attribute::computed).orElse(false);
    filledIn |= at.flatMap(block -> block.block(last)).map(NestedBlock::computed).orElse(false);
    return new Found(
        attribute.flatMap(Attribute::defaultValue).filter(node -> !node.isNull()), filledIn);
  }
}
