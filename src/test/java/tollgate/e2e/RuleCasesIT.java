package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tollgate.guard.Gate;
import tollgate.guard.Rule;
import tollgate.guard.Severity;

/**
 * Each rule's data folder through the launcher, a start for each plan as users have it, two at a
 * time.
 */
class RuleCasesIT {
  private static final Path CASES = Path.of("src/test/resources/rules");

  private final ExecutorService starts = Executors.newFixedThreadPool(2);

  @AfterEach
  void end() {
    starts.shutdownNow();
  }

  @TestFactory
  Stream<DynamicTest> every_bad_case_ends_with_exit_code_3_and_names_its_rule(
      @TempDir Path directory) {
    return cases("bad", directory, Gate.rules());
  }

  /** What only warns by itself warns where it is not known too. */
  @TestFactory
  Stream<DynamicTest> every_unknown_case_of_a_rule_that_denies_ends_with_exit_code_3(
      @TempDir Path directory) {
    return cases(
        "unknown",
        directory,
        Gate.rules().stream().filter(rule -> rule.severity() == Severity.DENY).toList());
  }

  private Stream<DynamicTest> cases(String name, Path directory, List<Rule> rules) {
    List<DynamicTest> tests = new ArrayList<>();
    for (Rule rule : rules) {
      Path file = CASES.resolve(rule.id()).resolve(name + ".json");
      if (Files.exists(file)) {
        Future<Launcher.Result> run = starts.submit(() -> guard(rule.id(), file, directory));
        tests.add(DynamicTest.dynamicTest(rule.id(), () -> stops(rule.id(), run.get())));
      }
    }
    assertThat(tests).hasSizeGreaterThan(20);
    return tests.stream();
  }

  private static Launcher.Result guard(String rule, Path file, Path under)
      throws IOException, InterruptedException {
    Path directory = Files.createDirectories(under.resolve(rule));
    JsonNode document = PlannedCase.write(file, rule, directory);
    List<String> command = new ArrayList<>(List.of("guard", "--plan", "plan.json"));
    command.addAll(List.of("--config", "gate.yaml", "--format", "json"));
    document
        .path("tollgate")
        .path("stacks")
        .fieldNames()
        .forEachRemaining(stack -> command.addAll(List.of("--stack", stack)));

    return new Launcher(directory, Map.of()).run(command.toArray(String[]::new));
  }

  private static void stops(String rule, Launcher.Result guard) throws IOException {
    assertThat(guard.exit()).as(guard.all()).isEqualTo(3);
    assertThat(guard.json().path("verdicts"))
        .as(guard.all())
        .anySatisfy(
            verdict -> {
              assertThat(verdict.path("rule").asText()).isEqualTo(rule);
              assertThat(verdict.path("outcome").asText()).isIn("denied", "unknown");
              assertThat(verdict.path("severity").asText()).isEqualTo("deny");
            });
  }
}
