package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import stacks.Platform;
import stacks.StackInfo;
import tollgate.config.Settings;
import tollgate.terraform.Terraform.PlanKind;

/**
 * Stacks that are deployed although the settings no longer ask for them: a section was taken out,
 * and its stack stayed and is billed. They are synthesized without resources, so all that can be
 * planned for them is their end.
 *
 * @param stacks those that may be deployed; a state in a bucket is not looked at before it is
 *     planned
 */
public record Leftovers(List<StackInfo> stacks) {
  public Leftovers {
    stacks = List.copyOf(stacks);
  }

  /**
   * Looks for them.
   *
   * @param all the stacks that the settings ask for
   */
  public static Leftovers of(
      Settings settings, List<StackInfo> all, Project project, boolean sandbox) {
    List<String> known = all.stream().map(StackInfo::name).toList();
    Path ground = project.workplace(sandbox ? "sandbox" : "cloud");
    List<String> names =
        Platform.NAMES.stream()
            .filter(name -> !known.contains(name))
            .filter(
                name ->
                    mayStand(
                        sandbox
                            ? Ground.sandboxState(ground, name)
                            : stateBeside(all.get(0), name, project)))
            .toList();
    return new Leftovers(
        names.isEmpty()
            ? List.of()
            : Platform.synthesizeEmpty(
                settings, ground.resolve("left").resolve("cdktf.out"), names));
  }

  /** Stacks of the settings and these, each after those it builds on. */
  public List<StackInfo> with(List<StackInfo> all) {
    List<StackInfo> together = new ArrayList<>(all);
    together.addAll(stacks);
    together.sort(Comparator.comparingInt(stack -> Platform.NAMES.indexOf(stack.name())));
    return List.copyOf(together);
  }

  /** What would go with each that is deployed indeed. */
  public PlanSet plans(Planning planning) {
    return new PlanSet(
        planning.plan(stacks, PlanKind.DESTROY).stacks().stream()
            .filter(PlannedStack::changesSomething)
            .toList());
  }

  public boolean contains(String name) {
    return stacks.stream().anyMatch(stack -> stack.name().equals(name));
  }

  /** The state file next to a stack's own; empty text for one in a bucket. */
  private static Path stateBeside(StackInfo stack, String name, Project project) {
    JsonNode path = Synthesized.configuration(stack).at("/terraform/backend/local/path");
    return path.isTextual()
        ? StackRun.localState(project, stack.name(), path.textValue())
            .resolveSibling(name + ".tfstate")
        : Path.of("");
  }

  private static boolean mayStand(Path state) {
    return state.toString().isEmpty()
        || (Files.exists(state) && !StackRun.read(state).path("resources").isEmpty());
  }
}
