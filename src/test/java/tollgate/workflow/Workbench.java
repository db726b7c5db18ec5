package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stacks.StackInfo;
import tollgate.sandbox.state.StateServer;
import tollgate.sandbox.state.States;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.Children;
import tollgate.terraform.Event;
import tollgate.terraform.RunMode;
import tollgate.terraform.TerraformBinary;

/** A project of stacks that need no provider, on a sandbox ground, with the real terraform. */
final class Workbench implements AutoCloseable {
  final Project project;
  final Ground ground;
  final List<String> heard = new ArrayList<>();
  final Planning planning;
  final Deployment deployment;
  private final Path directory;
  private final StateServer states;

  Workbench(Path directory) {
    this.directory = directory;
    this.project = new Project(directory.resolve("tollgate.yaml"), Optional.empty());
    Children children = new Children();
    Path workplace = project.workplace("sandbox");
    this.states = states(workplace);
    Map<String, String> provider = new HashMap<>(states.environment());
    provider.put(RunMode.Sandbox.REATTACH, "{}");
    this.ground =
        new Ground(
            new RunMode.Sandbox(provider),
            TerraformBinary.find(System.getenv(), children),
            new ChildEnvironment(System.getenv(), project.tollgate(), false),
            children,
            workplace);
    Progress progress =
        new Progress() {
          @Override
          public void step(String stack, String what) {}

          @Override
          public void event(String stack, Event event) {
            if (event instanceof Event.Finished finished) {
              heard.add(finished.action() + " " + finished.address());
            }
          }

          @Override
          public void done(String stack, String what) {
            heard.add(stack + " " + what);
          }

          @Override
          public void note(String sentence) {}
        };
    Timings timings = new Timings(System::nanoTime);
    this.planning = new Planning(project, ground, progress, timings);
    this.deployment = new Deployment(planning, progress, timings);
  }

  /** Writes a stack of {@code terraform_data} resources, JSON by name. */
  StackInfo stack(String name, String resources, String... dependsOn) {
    return configured(
        name, "{\"resource\": {\"terraform_data\": {%s}}}".formatted(resources), dependsOn);
  }

  StackInfo configured(String name, String json, String... dependsOn) {
    return configured(directory, name, json, dependsOn);
  }

  static StackInfo configured(Path directory, String name, String json, String... dependsOn) {
    try {
      Path stack = Files.createDirectories(directory.resolve("cdktf.out/stacks").resolve(name));
      Files.writeString(stack.resolve("cdk.tf.json"), json);
      return new StackInfo(name, stack, List.of(dependsOn), false, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static StateServer states(Path workplace) {
    try {
      return StateServer.start(new States(workplace));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    states.close();
  }
}
