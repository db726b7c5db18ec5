package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.Matrix.Combination;
import tollgate.config.OrchestratorKind;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.cost.ResourceEstimate;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.sandbox.Options;
import tollgate.sandbox.PlanComparison;
import tollgate.sandbox.RealProvider;
import tollgate.sandbox.Sandbox;

/**
 * The real terraform plans every possible combination. Each different stack of a kind is a module
 * of one configuration, so that terraform and the sandbox start once for it and not dozens of
 * times.
 */
class MatrixPlanTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A built provider, with which the plans of the sandbox are then compared. */
  private static final @Nullable String PROVIDER = System.getProperty("tollgate.provider");

  private static final String PASSWORD = "A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6";

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void terraformPlansEveryPossibleCombination(OrchestratorKind kind) throws Exception {
    Map<String, JsonNode> modules = modules(kind);
    Map<String, Integer> expected = new TreeMap<>();
    Set<String> types = new TreeSet<>(Set.of("google_project"));
    modules.forEach(
        (name, stack) ->
            stack
                .path("resource")
                .properties()
                .forEach(
                    type -> {
                      types.add(type.getKey());
                      expected.merge(name, type.getValue().size(), Integer::sum);
                    }));
    write(modules);

    JsonNode plan;
    try (Sandbox sandbox =
        Sandbox.start(directory.resolve("sandbox"), Options.standard().withTypes(types))) {
      plan = plan(sandbox.environment());
    }
    if (PROVIDER != null) {
      try (RealProvider real = new RealProvider(Path.of(PROVIDER))) {
        PlanComparison comparison = PlanComparison.of(plan(real.environment()), plan);
        System.out.printf(
            "%s: %d attributes matched, %d differ%n",
            kind, comparison.matched(), comparison.differences().size());
        assertThat(comparison.differences()).isEmpty();
      }
    }

    Map<String, Integer> planned = new TreeMap<>();
    plan.path("resource_changes")
        .forEach(
            change -> {
              if (change.path("mode").asText().equals("managed")) {
                assertThat(change.at("/change/actions/0").asText()).isEqualTo("create");
                planned.merge(
                    change.path("module_address").asText().substring("module.".length()),
                    1,
                    Integer::sum);
              }
            });
    assertThat(planned).isEqualTo(expected);
    assertThat(plan.toString()).doesNotContain(PASSWORD);
    Estimate estimate =
        Estimator.shipped().estimate(List.of(new StackPlan("matrix", Plan.parse(plan))));
    assertThat(estimate.uncovered()).extracting(ResourceEstimate::type).isEmpty();
  }

  /** Every different stack of every combination, by a name that tells where it was met first. */
  private static Map<String, JsonNode> modules(OrchestratorKind kind) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, JsonNode> modules = new LinkedHashMap<>();
    for (Combination combination : Matrix.possible(kind)) {
      for (String stack : combination.synthesis().json().keySet()) {
        ObjectNode json = combination.synthesis().stack(stack).deepCopy();
        json.remove(List.of("//", "provider"));
        ((ObjectNode) json.path("terraform")).remove("backend");
        String name = (combination + " " + stack).replace(' ', '_');
        if (names.putIfAbsent(withoutComments(json), name) == null) {
          modules.put(name, json);
        }
      }
    }
    return modules;
  }

  private static String withoutComments(JsonNode json) {
    return json.toString().replaceAll("\"//\":\\{\"metadata\":\\{[^}]*}},?", "");
  }

  private void write(Map<String, JsonNode> modules) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("terraform")
        .putObject("required_providers")
        .putObject("google")
        .put("source", "hashicorp/google");
    root.putObject("provider")
        .putObject("google")
        .put("project", "acme-data-dev")
        .put("region", "us-central1");
    ObjectNode variables = root.putObject("variable");
    ObjectNode calls = root.putObject("module");
    for (Map.Entry<String, JsonNode> module : modules.entrySet()) {
      Path inside = Files.createDirectories(directory.resolve(module.getKey()));
      Files.writeString(inside.resolve("cdk.tf.json"), module.getValue().toString());
      ObjectNode call = calls.putObject(module.getKey()).put("source", "./" + module.getKey());
      module
          .getValue()
          .path("variable")
          .fieldNames()
          .forEachRemaining(
              name -> {
                variables.putObject(name).put("type", "string").put("ephemeral", true);
                call.put(name, "${var." + name + "}");
              });
    }
    Files.writeString(directory.resolve("main.tf.json"), root.toString());
    ObjectNode values = JSON.createObjectNode();
    variables.fieldNames().forEachRemaining(name -> values.put(name, PASSWORD));
    Files.writeString(directory.resolve("terraform.tfvars.json"), values.toString());
  }

  private JsonNode plan(Map<String, String> environment) throws IOException, InterruptedException {
    terraform(environment, "init", "-input=false", "-no-color");
    terraform(environment, "plan", "-input=false", "-no-color", "-out=plan");
    return JSON.readTree(terraform(environment, "show", "-json", "plan"));
  }

  private String terraform(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    Path output = directory.resolve("output");
    Path errors = directory.resolve("errors");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.destroyForcibly();
    }
    String said = Files.readString(output);
    assertThat(ended && process.exitValue() == 0)
        .as("terraform %s%n%s", String.join(" ", arguments), said + Files.readString(errors))
        .isTrue();
    return said;
  }
}
