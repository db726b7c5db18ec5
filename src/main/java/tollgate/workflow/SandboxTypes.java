package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import stacks.StackInfo;

/**
 * The resource types and data sources that terraform will ask the sandbox about. It reads the
 * schema of every type that it is told of, in each of its commands, so a short list saves seconds.
 */
public final class SandboxTypes {

  private SandboxTypes() {}

  /**
   * The types in the stacks' configurations and in their states.
   *
   * @param ground the sandbox's directory of the environment
   */
  public static Set<String> of(List<StackInfo> stacks, Path ground) {
    Set<String> types = new TreeSet<>();
    for (StackInfo stack : stacks) {
      JsonNode configuration = Synthesized.configuration(stack);
      configuration.path("resource").fieldNames().forEachRemaining(types::add);
      configuration.path("data").fieldNames().forEachRemaining(types::add);
      Path state = Ground.sandboxState(ground, stack.name());
      if (Files.exists(state)) {
        for (JsonNode resource : StackRun.read(state).path("resources")) {
          types.add(resource.path("type").asText());
        }
      }
    }
    return types;
  }
}
