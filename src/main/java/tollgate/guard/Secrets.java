package tollgate.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tollgate.plan.Values;
import tollgate.schema.Attribute;
import tollgate.schema.Block;
import tollgate.schema.NestedBlock;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/**
 * Tells what in an object is secret, and takes it out. Three signs count, each alone: Terraform's
 * mark in the plan, the provider's mark in the schema, and a name that says so.
 */
public final class Secrets {
  /** What stands in place of a secret. */
  public static final String MASK = "(sensitive)";

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Attributes that hold a secret in whatever type they occur. */
  private static final Set<String> NAMES =
      Set.of("password", "root_password", "secret_data", "private_key", "secret_key", "auth_token");

  /** Names of environment variables and metadata keys whose value is a secret. */
  private static final Pattern TELLING =
      Pattern.compile(
          "(^|[_.-])(PASSWORD|PASSWD|PWD|SECRET|TOKEN|PRIVATE[_-]?KEY|API[_-]?KEY|ACCESS[_-]?KEY)$");

  private Secrets() {}

  /** Whether a variable of that name holds a secret by all appearance. */
  static boolean isTelling(String name) {
    return TELLING.matcher(name.toUpperCase(Locale.ROOT)).find();
  }

  /** The values of an object with every secret replaced by {@link #MASK}. */
  public static JsonNode masked(String type, Values values) {
    return mask(
        values.values(),
        values.sensitive(),
        Schema.google().resource(type).map(ResourceSchema::block));
  }

  private static JsonNode mask(JsonNode value, JsonNode mark, Optional<Block> block) {
    if (mark.isBoolean() && mark.booleanValue() && !value.isNull() && !value.isMissingNode()) {
      return JSON.textNode(MASK);
    }
    if (value.isObject()) {
      ObjectNode masked = JSON.objectNode();
      boolean telling = isTelling(value.path("name").asText(""));
      for (Map.Entry<String, JsonNode> field : value.properties()) {
        String name = field.getKey();
        boolean secret =
            NAMES.contains(name)
                || (block.isEmpty() && isTelling(name) && field.getValue().isTextual())
                || (telling && name.equals("value"))
                || block.flatMap(b -> b.attribute(name)).filter(Attribute::sensitive).isPresent();
        masked.set(
            name,
            secret && !isEmpty(field.getValue())
                ? JSON.textNode(MASK)
                : mask(
                    field.getValue(),
                    mark.path(name),
                    block.flatMap(b -> b.block(name)).map(NestedBlock::block)));
      }
      return masked;
    }
    if (value.isArray()) {
      ArrayNode masked = JSON.arrayNode();
      for (int i = 0; i < value.size(); i++) {
        masked.add(mask(value.get(i), mark.path(i), block));
      }
      return masked;
    }
    return value;
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isNull() || (value.isTextual() && value.textValue().isEmpty());
  }
}
