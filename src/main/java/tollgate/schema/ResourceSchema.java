package tollgate.schema;

import java.util.List;
import java.util.Optional;

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

  public ResourceSchema {
    importFormats = List.copyOf(importFormats);
  }
}
