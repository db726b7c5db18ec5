package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import stacks.StackInfo;
import tollgate.text.ShellWord;
import tollgate.text.WholeFile;

/**
 * Plans that lie in a directory between {@code plan --out DIR} and {@code deploy --plan DIR}: the
 * plan files, and a manifest that says for which ground and environment they are and what they were
 * made from.
 */
public final class SavedPlans {

  private static final String MANIFEST = "manifest.json";
  private static final int SCHEMA_VERSION = 2;

  private final Path directory;
  private final String ground;
  private final String environment;
  private final Map<String, Digests> digests;
  private final ApprovalBasis basis;

  private SavedPlans(
      Path directory,
      String ground,
      String environment,
      Map<String, Digests> digests,
      ApprovalBasis basis) {
    this.directory = directory;
    this.ground = ground;
    this.environment = environment;
    this.digests = Map.copyOf(digests);
    this.basis = basis;
  }

  /** Writes plans into a directory, replacing an earlier set. */
  public static void write(Path directory, PlanSet plans, Ground ground, Project project) {
    ObjectMapper json = new ObjectMapper();
    ObjectNode manifest = json.createObjectNode();
    manifest.put("schemaVersion", SCHEMA_VERSION);
    manifest.put("ground", ground.mode().word());
    manifest.put("environment", project.environmentName());
    manifest.set("basis", ApprovalBasis.of(plans, ground, project).json());
    try {
      Files.createDirectories(directory);
      for (PlannedStack planned : plans.stacks()) {
        String file = planned.stack().name() + ".tfplan";
        Files.copy(
            planned.planFile(), directory.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        manifest
            .withArray("stacks")
            .addObject()
            .put("name", planned.stack().name())
            .put("plan", planned.digests().plan())
            .put("configuration", planned.digests().configuration())
            .put("providers", planned.digests().providers());
      }
      WholeFile.write(
          directory.resolve(MANIFEST),
          json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the plans cannot be saved in %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param where the options by which another command means the same platform
   * @throws StopException when the directory holds no saved plans
   */
  public static SavedPlans read(Path directory, String where) {
    JsonNode manifest;
    try {
      manifest = new ObjectMapper().readTree(Files.readAllBytes(directory.resolve(MANIFEST)));
    } catch (IOException e) {
      throw new StopException(
          StopException.Reason.USAGE,
          "%s holds no saved plans. Make some with `tollgate plan%s --out %s`."
              .formatted(directory, where, ShellWord.of(directory.toString())));
    }
    if (manifest.path("schemaVersion").asInt() != SCHEMA_VERSION) {
      throw new StopException(
          StopException.Reason.USAGE,
          "The plans in %s were saved by another version of tollgate. Plan again."
              .formatted(directory));
    }
    Map<String, Digests> digests = new HashMap<>();
    for (JsonNode stack : manifest.path("stacks")) {
      digests.put(
          stack.path("name").asText(),
          new Digests(
              stack.path("plan").asText(),
              stack.path("configuration").asText(),
              stack.path("providers").asText()));
    }
    return new SavedPlans(
        directory,
        manifest.path("ground").asText(),
        manifest.path("environment").asText(),
        digests,
        ApprovalBasis.of(manifest.path("basis")));
  }

  /**
   * The stacks that were planned.
   *
   * @throws StopException when they are for another ground or environment, no such stacks exist, or
   *     a plan file is gone
   */
  List<StackInfo> stacks(List<StackInfo> all, Ground now, Project project) {
    if (!ground.equals(now.mode().word()) || !environment.equals(project.environmentName())) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "The saved plans are for %s, environment %s, and this deploy is for %s, environment %s. Plan again."
              .formatted(ground, environment, now.mode().word(), project.environmentName()));
    }
    List<StackInfo> stacks =
        Selection.inOrder(all).stream().filter(each -> digests.containsKey(each.name())).toList();
    if (stacks.size() != digests.size()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "The saved plans in %s are for other stacks than there are now. Plan again."
              .formatted(directory));
    }
    for (StackInfo stack : stacks) {
      if (!Files.isRegularFile(planFile(stack.name()))) {
        throw new StopException(
            StopException.Reason.APPROVAL,
            "The saved plan of %s is no longer in %s. Plan again."
                .formatted(stack.name(), directory));
      }
    }
    return stacks;
  }

  Path planFile(String stack) {
    return directory.resolve(stack + ".tfplan");
  }

  /**
   * Compares with what was saved.
   *
   * @throws StopException when a plan, a configuration, the provider lock, the settings, a price or
   *     terraform is another one
   */
  void verify(PlanSet now, Ground ground, Project project) {
    for (PlannedStack planned : now.stacks()) {
      String name = planned.stack().name();
      Deployment.refuseWhenChanged(
          name, Objects.requireNonNull(digests.get(name)), planned.digests());
    }
    List<String> changed = basis.differencesTo(ApprovalBasis.of(now, ground, project));
    if (!changed.isEmpty()) {
      throw new StopException(
          StopException.Reason.APPROVAL,
          "%s changed after the plans were saved, so what was shown then is not what would happen. Plan again."
              .formatted(String.join(" and ", changed)));
    }
  }
}
