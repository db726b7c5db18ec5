package tollgate.schema;

import java.util.Map;
import java.util.Optional;

/** Attributes and nested blocks by name, in the order of their names. */
public record Block(
    Map<String, Attribute> attributes, Map<String, NestedBlock> blocks, boolean deprecated) {

  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  public Optional<NestedBlock> block(String name) {
    return Optional.ofNullable(blocks.get(name));
  }
}
