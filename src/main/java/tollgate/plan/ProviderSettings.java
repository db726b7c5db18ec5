package tollgate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the provider blocks of a plan's configuration say, as far as it is constant or comes from a
 * root variable. A plan leaves region, zone and project of many objects unknown although the
 * provider block settles them.
 */
public final class ProviderSettings {

  /** For plans without a configuration part. */
  public static final ProviderSettings NONE = new ProviderSettings(Map.of(), Map.of());

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*var\\.([A-Za-z0-9_-]+)\\s*}");

  /** From the address of a configured resource, without keys, to its provider block. */
  private final Map<String, String> blockOf;

  private final Map<String, Map<String, String>> settings;

  ProviderSettings(Map<String, String> blockOf, Map<String, Map<String, String>> settings) {
    this.blockOf = Map.copyOf(blockOf);
    this.settings = Map.copyOf(settings);
  }

  Optional<String> setting(Address address, String setting) {
    String block = blockOf.getOrDefault(address.configured(), "google");
    return Optional.ofNullable(settings.getOrDefault(block, Map.of()).get(setting));
  }

  static ProviderSettings of(JsonNode configuration, JsonNode variables) {
    Map<String, Map<String, String>> settings = new HashMap<>();
    configuration
        .path("provider_config")
        .properties()
        .forEach(
            block ->
                settings.put(
                    block.getKey(), constants(block.getValue().path("expressions"), variables)));
    Map<String, String> blockOf = new HashMap<>();
    collect(configuration.path("root_module"), "", blockOf, 0);
    return new ProviderSettings(blockOf, settings);
  }

  private static void collect(JsonNode module, String prefix, Map<String, String> into, int depth) {
    if (depth > 50) {
      return;
    }
    for (JsonNode resource : module.path("resources")) {
      into.put(
          prefix + resource.path("address").asText(),
          resource.path("provider_config_key").asText());
    }
    module
        .path("module_calls")
        .properties()
        .forEach(
            call ->
                collect(
                    call.getValue().path("module"),
                    prefix + "module." + call.getKey() + ".",
                    into,
                    depth + 1));
  }

  private static Map<String, String> constants(JsonNode expressions, JsonNode variables) {
    Map<String, String> constants = new HashMap<>();
    expressions
        .properties()
        .forEach(
            entry ->
                constant(entry.getValue(), variables)
                    .ifPresent(value -> constants.put(entry.getKey(), value)));
    return Map.copyOf(constants);
  }

  private static Optional<String> constant(JsonNode expression, JsonNode variables) {
    JsonNode value = expression.path("constant_value");
    if (value.isTextual()) {
      return substitute(value.textValue(), variables);
    }
    JsonNode references = expression.path("references");
    // "var.region" alone: anything more would be an expression we cannot evaluate.
    return references.size() == 1 && references.get(0).asText().startsWith("var.")
        ? substitute("${" + references.get(0).asText() + "}", variables)
        : Optional.empty();
  }

  static Optional<String> substitute(String template, JsonNode variables) {
    Matcher matcher = VARIABLE.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      JsonNode value = variables.path(matcher.group(1)).path("value");
      if (!value.isValueNode() || value.isNull()) {
        return Optional.empty();
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(value.asText()));
    }
    matcher.appendTail(text);
    return text.indexOf("${") >= 0 ? Optional.empty() : Optional.of(text.toString());
  }
}
