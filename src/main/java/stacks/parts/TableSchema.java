package stacks.parts;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tollgate.config.Column;

/** A table's columns as BigQuery's JSON, in the spelling that it answers with. */
public final class TableSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TableSchema() {}

  /** The columns in their order. */
  public static String of(List<Column> columns) {
    ArrayNode fields = JSON.createArrayNode();
    for (Column column : columns) {
      ObjectNode field =
          fields
              .addObject()
              .put("name", column.name())
              .put("type", column.type().name())
              .put("mode", column.mode().name());
      column.description().ifPresent(text -> field.put("description", Literal.of(text)));
    }
    return fields.toString();
  }
}
