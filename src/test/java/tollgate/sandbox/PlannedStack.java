package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * A synthesized stack and what a provider plans for it, in the form that is recorded: of each
 * resource a digest of its configuration, its known values, and what is unknown and sensitive.
 *
 * @param configurations by address, and the provider's block as {@code provider.google}
 * @param resources by address: {@code after}, {@code unknown} and {@code sensitive}
 */
record PlannedStack(Map<String, String> configurations, Map<String, JsonNode> resources) {
  /** A machine's scripts have some ten thousand letters; whether they are the same is enough. */
  private static final int LONGEST = 400;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6";

  PlannedStack {
    configurations = new TreeMap<>(configurations);
    resources = new TreeMap<>(resources);
  }

  /** Lets terraform plan a stack on an empty state, in a directory of its own. */
  static PlannedStack plan(JsonNode stack, Path directory, Map<String, String> environment)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    ObjectNode alone = stack.deepCopy();
    ((ObjectNode) alone.path("terraform")).remove("backend");
    Files.writeString(directory.resolve("main.tf.json"), alone.toPrettyString());
    Map<String, String> variables = new HashMap<>(environment);
    stack.path("variable").fieldNames().forEachRemaining(n -> variables.put("TF_VAR_" + n, SECRET));
    Terraform terraform = new Terraform(directory, variables);
    Terraform.Result init = terraform.run("init", "-input=false", "-no-color");
    if (init.exit() != 0) {
      throw new IOException("terraform init failed:\n" + init.output());
    }
    JsonNode plan = terraform.plan();
    Map<String, JsonNode> resources = new TreeMap<>();
    for (JsonNode change : plan.path("resource_changes")) {
      if (!change.at("/change/actions").toString().equals("[\"create\"]")) {
        throw new IOException(change.path("address") + " is not simply created");
      }
      ObjectNode resource = JSON.createObjectNode();
      resource.set("after", known(change.at("/change/after")));
      resource.set("unknown", marks(change.at("/change/after_unknown")));
      resource.set("sensitive", marks(change.at("/change/after_sensitive")));
      resources.put(change.path("address").asText(), resource);
    }
    return new PlannedStack(configurations(stack), resources);
  }

  /** Digests of what is written for each resource, whatever order its keys have. */
  static Map<String, String> configurations(JsonNode stack) {
    Map<String, String> digests = new TreeMap<>();
    digests.put("provider.google", digest(sorted(stack.at("/provider/google")).toString()));
    for (Map.Entry<String, JsonNode> type : stack.path("resource").properties()) {
      for (Map.Entry<String, JsonNode> resource : type.getValue().properties()) {
        ObjectNode written = resource.getValue().deepCopy();
        written.remove("//");
        digests.put(type.getKey() + "." + resource.getKey(), digest(sorted(written).toString()));
      }
    }
    return digests;
  }

  /** What the comparison reads: a plan that creates these. */
  JsonNode asPlan() {
    ObjectNode plan = JSON.createObjectNode();
    ArrayNode changes = plan.putArray("resource_changes");
    resources.forEach(
        (address, resource) -> {
          ObjectNode each = changes.addObject();
          each.put("address", address).put("mode", "managed");
          each.put("type", address.substring(0, address.indexOf('.')));
          ObjectNode change = each.putObject("change");
          change.putArray("actions").add("create");
          change.set("after", resource.path("after"));
          change.set("after_unknown", resource.path("unknown"));
          change.set("after_sensitive", resource.path("sensitive"));
        });
    return plan;
  }

  /** Without nulls, which a plan has for whatever is neither known nor unknown. */
  private static JsonNode known(JsonNode value) {
    if (value.isObject()) {
      ObjectNode members = JSON.createObjectNode();
      new TreeMap<>(fields(value))
          .forEach(
              (name, each) -> {
                if (!each.isNull()) {
                  members.set(name, known(each));
                }
              });
      return members;
    }
    if (value.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      value.forEach(each -> items.add(known(each)));
      return items;
    }
    if (value.isTextual() && value.asText().length() > LONGEST) {
      return JsonNodeFactory.instance.textNode(
          "%d letters, sha256 %s".formatted(value.asText().length(), digest(value.asText())));
    }
    return value;
  }

  /** Without what marks nothing, save for places in lists. */
  private static JsonNode marks(JsonNode value) {
    if (value.isObject()) {
      ObjectNode members = JSON.createObjectNode();
      new TreeMap<>(fields(value))
          .forEach(
              (name, each) -> {
                JsonNode marked = marks(each);
                if (marked.toString().contains("true")) {
                  members.set(name, marked);
                }
              });
      return members;
    }
    if (value.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      value.forEach(each -> items.add(marks(each)));
      return items;
    }
    return value;
  }

  private static JsonNode sorted(JsonNode value) {
    if (value.isObject()) {
      ObjectNode members = JSON.createObjectNode();
      new TreeMap<>(fields(value)).forEach((name, each) -> members.set(name, sorted(each)));
      return members;
    }
    if (value.isArray()) {
      ArrayNode items = JSON.createArrayNode();
      value.forEach(each -> items.add(sorted(each)));
      return items;
    }
    return value;
  }

  private static Map<String, JsonNode> fields(JsonNode object) {
    Map<String, JsonNode> fields = new TreeMap<>();
    object.properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
    return fields;
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
