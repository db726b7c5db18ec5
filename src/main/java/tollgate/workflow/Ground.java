package tollgate.workflow;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.Children;
import tollgate.terraform.RunMode;
import tollgate.terraform.Terraform;
import tollgate.terraform.TerraformBinary;

/**
 * Where terraform runs: the sandbox or the cloud, with the binary and the places for one
 * environment. The two grounds share no file.
 *
 * @param mode sandbox or cloud
 * @param binary terraform itself
 * @param environment of its processes
 * @param children every process that runs
 * @param directory under which this ground keeps its working copies, plans and sandbox states
 */
public record Ground(
    RunMode mode,
    TerraformBinary binary,
    ChildEnvironment environment,
    Children children,
    Path directory) {

  public boolean isSandbox() {
    return mode instanceof RunMode.Sandbox;
  }

  Path workDirectory(String stack) {
    return directory.resolve("work").resolve(stack);
  }

  /** The state of a stack in the sandbox. */
  public Path sandboxState(String stack) {
    return sandboxState(directory, stack);
  }

  /** The same, below a given directory. */
  public static Path sandboxState(Path directory, String stack) {
    return directory.resolve(stack).resolve("terraform.tfstate");
  }

  Path plans() {
    return directory.resolve("plans");
  }

  Terraform terraform(String stack, Path workDirectory, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment.of(mode, variables));
    if (mode instanceof RunMode.Sandbox sandbox) {
      all.putAll(sandbox.stateOf(stack));
    }
    return new Terraform(binary, workDirectory, all, children);
  }
}
