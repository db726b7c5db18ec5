package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/** What stacks say of themselves when they stand. */
public final class Outputs {

  /**
   * One output.
   *
   * @param value as terraform holds it; hostile text
   * @param sensitive whether it must not be shown
   */
  public record Value(JsonNode value, boolean sensitive) {}

  private Outputs() {}

  static Map<String, Value> read(JsonNode outputs) {
    Map<String, Value> values = new TreeMap<>();
    outputs
        .properties()
        .forEach(
            output ->
                values.put(
                    output.getKey(),
                    new Value(
                        output.getValue().path("value"),
                        output.getValue().path("sensitive").asBoolean())));
    return values;
  }
}
