package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import stacks.StackInfo;
import tollgate.plan.Plan;
import tollgate.terraform.Terraform;
import tollgate.terraform.WorkDirectory;

/** One stack on one ground: its working copy, ready for terraform. */
final class StackRun {

  private final StackInfo stack;
  private final Path planFile;
  private final WorkDirectory work;
  private final JsonNode configuration;
  private final Terraform terraform;
  private final boolean stateIsFile;

  /**
   * Brings the working copy up to date.
   *
   * @param planFile where a plan is saved, or lies
   */
  StackRun(StackInfo stack, Ground ground, Project project, Secrets secrets, Path planFile) {
    this.stack = stack;
    this.planFile = planFile;
    this.work = WorkDirectory.of(stack.directory(), ground.workDirectory(stack.name()));
    this.configuration = read(work.configuration());
    this.stateIsFile =
        !ground.isSandbox() && configuration.path("terraform").path("backend").has("local");
    keepStateApart(ground, project);
    if (!ground.isSandbox()) {
      useProviderLock(project.providerLock());
    }
    this.terraform = ground.terraform(stack.name(), work.path(), secrets.valuesFor(configuration));
  }

  private void keepStateApart(Ground ground, Project project) {
    JsonNode local = configuration.path("terraform").path("backend").path("local").path("path");
    if (ground.isSandbox()) {
      work.useServedState();
    } else if (local.isTextual()) {
      work.useLocalState(localState(project, stack.name(), local.textValue()));
    }
  }

  /** A relative path is meant from where cdktf runs terraform, wherever a copy was synthesized. */
  static Path localState(Project project, String stack, String path) {
    return project.synthesized().resolve("stacks").resolve(stack).resolve(path).normalize();
  }

  StackInfo stack() {
    return stack;
  }

  Path planFile() {
    return planFile;
  }

  WorkDirectory work() {
    return work;
  }

  JsonNode configuration() {
    return configuration;
  }

  Terraform terraform() {
    return terraform;
  }

  /** What a refresh-only plan found. */
  Plan readDrift() {
    return Plan.drift(terraform.show(planFile));
  }

  /** Whether the state is a file, whose lock only the process that holds it can give back. */
  boolean stateIsFile() {
    return stateIsFile;
  }

  Plan readPlan() {
    return Plan.parse(terraform.show(planFile));
  }

  Digests digests() {
    return Digests.of(planFile, Synthesized.file(stack), work.lockFile());
  }

  static JsonNode read(Path json) {
    try {
      return new ObjectMapper().readTree(Files.readAllBytes(json));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the file %s cannot be read: %s".formatted(json, e.getMessage()), e);
    }
  }

  /** Whoever deleted the project's lock wants the provider chosen anew. */
  private void useProviderLock(Path lock) {
    try {
      if (Files.exists(lock)) {
        Files.copy(lock, work.lockFile(), StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.deleteIfExists(work.lockFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
