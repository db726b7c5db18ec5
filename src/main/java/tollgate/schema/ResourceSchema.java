package tollgate.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One resource type or data source.
 *
 * @param api host of the Google API that must be enabled for it; absent for data sources
 * @param idFormat how {@code id} is built from arguments, e.g. {@code
 *     projects/{{project}}/topics/{{name}}}; absent for about a third of the types
 * @param importFormats what {@code terraform import} takes; empty when not known
 * @param customizeDiff the provider has plan-time logic for it that is code and not in this file
 * @param version the version of the state's layout
 */
public record ResourceSchema(
    String type,
    Optional<String> api,
    Optional<String> idFormat,
    List<String> importFormats,
    boolean importable,
    boolean customizeDiff,
    int version,
    Block block) {
  private static final Pattern DOT = Pattern.compile("\\.");
  private static final Pattern INDEX = Pattern.compile("[0-9]*");

  public ResourceSchema {
    importFormats = List.copyOf(importFormats);
  }

  /**
   * What the provider plans for an argument that nobody wrote.
   *
   * @param path names joined by dots; a list's index is no level of the schema and passed over
   */
  public Optional<JsonNode> defaultOf(String path) {
    Optional<Block> at = Optional.of(block);
    String[] parts = DOT.split(path, -1);
    for (int i = 0; i < parts.length - 1; i++) {
      String part = parts[i];
      if (!INDEX.matcher(part).matches()) {
        at = at.flatMap(outer -> outer.block(part)).map(NestedBlock::block);
      }
    }
    return at.flatMap(inner -> inner.attribute(parts[parts.length - 1]))
        .flatMap(Attribute::defaultValue)
        .filter(node -> !node.isNull());
  }
}
