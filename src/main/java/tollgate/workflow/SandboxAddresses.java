package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import stacks.StackInfo;
import tollgate.sandbox.cloud.Attempt;

/** What Terraform calls the things in the sandbox: from its states, and from the configurations. */
public final class SandboxAddresses {
  /** Arguments by which a resource that does not exist yet is known. */
  private static final List<String> NAMING =
      Stream.concat(Attempt.NAMES.stream(), Stream.of("bucket", "role", "member", "instance"))
          .toList();

  private SandboxAddresses() {}

  /** Something in a state: its stack, its address and the id it has in the sandbox. */
  public record Recorded(String stack, String address, String type, String id) {}

  /** Something in a configuration: the texts that its arguments will have. */
  public record Configured(String stack, String address, String type, Map<String, String> texts) {}

  /**
   * Everything in the sandbox's states.
   *
   * @param ground the sandbox's directory of the environment
   */
  public static List<Recorded> recorded(Path ground) {
    List<Recorded> all = new ArrayList<>();
    if (!Files.isDirectory(ground)) {
      return all;
    }
    try (Stream<Path> stacks = Files.list(ground)) {
      for (Path directory : stacks.sorted().toList()) {
        String stack = String.valueOf(directory.getFileName());
        Path state = Ground.sandboxState(ground, stack);
        if (Files.exists(state)) {
          record(stack, StackRun.read(state), all);
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return all;
  }

  private static void record(String stack, JsonNode state, List<Recorded> all) {
    for (JsonNode resource : state.path("resources")) {
      if (!resource.path("mode").asText().equals("managed")) {
        continue;
      }
      String type = resource.path("type").asText();
      String module = resource.path("module").asText();
      String base =
          (module.isEmpty() ? "" : module + ".") + type + "." + resource.path("name").asText();
      for (JsonNode instance : resource.path("instances")) {
        JsonNode key = instance.path("index_key");
        String index =
            key.isMissingNode()
                ? ""
                : key.isNumber() ? "[" + key.asInt() + "]" : "[\"" + key.asText() + "\"]";
        all.add(
            new Recorded(
                stack, base + index, type, instance.path("attributes").path("id").asText()));
      }
    }
  }

  /** Everything in the synthesized configurations. */
  public static List<Configured> configured(List<StackInfo> stacks) {
    List<Configured> all = new ArrayList<>();
    for (StackInfo stack : stacks) {
      Synthesized.configuration(stack)
          .path("resource")
          .properties()
          .forEach(
              type ->
                  type.getValue()
                      .properties()
                      .forEach(
                          one ->
                              all.add(
                                  new Configured(
                                      stack.name(),
                                      type.getKey() + "." + one.getKey(),
                                      type.getKey(),
                                      texts(one.getValue())))));
    }
    return all;
  }

  private static Map<String, String> texts(JsonNode resource) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : NAMING) {
      String text = resource.path(name).asText();
      if (!text.isEmpty() && !text.contains("${")) {
        texts.put(name, text);
      }
    }
    return texts;
  }
}
