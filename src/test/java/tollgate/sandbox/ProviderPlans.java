package tollgate.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the real provider planned for a sample, by stack.
 *
 * @param provider its version
 */
record ProviderPlans(String provider, Map<String, PlannedStack> stacks) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static ProviderPlans read(Path file) throws IOException {
    JsonNode json = JSON.readTree(file.toFile());
    Map<String, PlannedStack> stacks = new LinkedHashMap<>();
    json.path("stacks")
        .properties()
        .forEach(
            stack -> {
              Map<String, String> configurations = new TreeMap<>();
              Map<String, JsonNode> resources = new TreeMap<>();
              stack
                  .getValue()
                  .properties()
                  .forEach(
                      each -> {
                        configurations.put(
                            each.getKey(), each.getValue().path("configuration").asText());
                        if (each.getValue().has("after")) {
                          resources.put(each.getKey(), each.getValue());
                        }
                      });
              stacks.put(stack.getKey(), new PlannedStack(configurations, resources));
            });
    return new ProviderPlans(json.path("provider").asText(), stacks);
  }

  /**
   * One line a resource, so that a new recording shows what changed.
   *
   * @param how a sentence that says by what it was made
   */
  void write(Path file, String terraform, String day, String how) throws IOException {
    StringBuilder text = new StringBuilder("{\n");
    text.append("\"provider\": \"hashicorp/google %s\",\n".formatted(provider));
    text.append("\"terraform\": \"%s\",\n".formatted(terraform));
    text.append("\"recorded\": \"%s\",\n".formatted(day));
    text.append("\"how\": \"%s\",\n".formatted(how));
    text.append("\"stacks\": {");
    String before = "\n";
    for (Map.Entry<String, PlannedStack> stack : stacks.entrySet()) {
      text.append(before).append("\"%s\": {".formatted(stack.getKey()));
      String between = "\n";
      for (Map.Entry<String, String> each : stack.getValue().configurations().entrySet()) {
        ObjectNode line = JSON.createObjectNode().put("configuration", each.getValue());
        JsonNode planned = stack.getValue().resources().get(each.getKey());
        if (planned != null) {
          for (String part : java.util.List.of("after", "unknown", "sensitive")) {
            line.set(part, planned.path(part));
          }
        }
        text.append(between).append("\"%s\": %s".formatted(each.getKey(), line));
        between = ",\n";
      }
      text.append("\n}");
      before = ",\n";
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text.append("\n}\n}\n").toString());
  }
}
