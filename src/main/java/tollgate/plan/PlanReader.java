package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the plan representation of Terraform's JSON output format, major version 1. */
final class PlanReader {

  private PlanReader() {}

  static Plan read(JsonNode document) {
    String version = document.path("format_version").asText("");
    if (!document.isObject() || version.isEmpty()) {
      throw new PlanFormatException(
          "this is not a Terraform plan as JSON: it has no format_version. Make one with"
              + " `terraform plan -out=plan.bin` and `terraform show -json plan.bin`");
    }
    // 0.x is what Terraform before 1.1 wrote; the parts read here are the same.
    if (!version.startsWith("1.") && !version.startsWith("0.")) {
      throw new PlanFormatException(
          "the plan has format_version " + version + ", and only 0.x and 1.x can be read");
    }
    if (!document.has("resource_changes") && !document.has("planned_values")) {
      throw new PlanFormatException(
          "this JSON has neither resource_changes nor planned_values, so it is no plan (a state,"
              + " perhaps?). Make one with `terraform show -json plan.bin`");
    }
    List<ResourceChange> changes = new ArrayList<>();
    for (JsonNode change : document.path("resource_changes")) {
      changes.add(change(change));
    }
    return new Plan(
        version,
        changes,
        outputs(document.path("output_changes")),
        ProviderSettings.of(document.path("configuration"), document.path("variables")),
        document.path("complete").asBoolean(true) && !document.path("errored").asBoolean(false),
        Arguments.of(document.path("configuration")));
  }

  private static ResourceChange change(JsonNode node) {
    JsonNode change = node.path("change");
    List<JsonNode> replacePaths = new ArrayList<>();
    change.path("replace_paths").forEach(replacePaths::add);
    List<String> actions = actions(node);
    return new ResourceChange(
        new Address(required(node, "address")),
        text(node, "previous_address").map(Address::new),
        required(node, "type"),
        node.path("name").asText(""),
        node.path("provider_name").asText(""),
        !node.path("mode").asText("managed").equals("data"),
        Action.of(actions),
        actions,
        side(change, "before"),
        side(change, "after"),
        replacePaths,
        importing(change.path("importing")),
        text(node, "deposed"));
  }

  /** By an id, or by an identity that has several parts. */
  private static Optional<String> importing(JsonNode importing) {
    return importing.isObject()
        ? Optional.of(importing.path("id").asText(importing.path("identity").toString()))
        : Optional.empty();
  }

  private static Values side(JsonNode change, String side) {
    JsonNode values = change.path(side);
    JsonNode unknown = side.equals("after") ? change.path("after_unknown") : missing();
    boolean nothing = !values.isObject() && !(unknown.isBoolean() && unknown.booleanValue());
    return nothing ? Values.NONE : new Values(values, unknown, change.path(side + "_sensitive"));
  }

  private static JsonNode missing() {
    return Values.NONE.values();
  }

  private static List<String> actions(JsonNode node) {
    List<String> actions = new ArrayList<>();
    node.path("change").path("actions").forEach(action -> actions.add(action.asText()));
    return actions;
  }

  private static Map<String, Plan.Output> outputs(JsonNode changes) {
    Map<String, Plan.Output> outputs = new HashMap<>();
    changes
        .properties()
        .forEach(
            entry -> {
              JsonNode change = entry.getValue();
              List<String> actions = new ArrayList<>();
              change.path("actions").forEach(action -> actions.add(action.asText()));
              outputs.put(
                  entry.getKey(),
                  new Plan.Output(
                      Action.of(actions),
                      attr(change.path("before"), missing()),
                      attr(change.path("after"), change.path("after_unknown")),
                      isMarked(change.path("before_sensitive"))
                          || isMarked(change.path("after_sensitive"))));
            });
    return outputs;
  }

  /** A sensitivity mark is true, or a tree with a mark somewhere in it. */
  private static boolean isMarked(JsonNode mark) {
    return mark.asBoolean(false) || (mark.isContainerNode() && !mark.isEmpty());
  }

  private static Attr attr(JsonNode value, JsonNode unknown) {
    if (unknown.isBoolean() && unknown.booleanValue()) {
      return new Attr.Unknown();
    }
    return value.isMissingNode() || value.isNull() ? new Attr.Absent() : new Attr.Known(value);
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.path(key).textValue());
  }

  private static String required(JsonNode node, String key) {
    return text(node, key)
        .orElseThrow(() -> new PlanFormatException("an entry of resource_changes has no " + key));
  }
}
