package tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What must hold of .github/workflows whatever they do, and of the examples in the documentation.
 */
class WorkflowsTest {
  private static final Path DIRECTORY = Path.of(".github/workflows");
  private static final Path PAGE = Path.of("docs/pull-requests.md");

  @Test
  void everyActionIsPinnedByItsCommitAndNamesItsVersion() throws IOException {
    Map<String, String> pins = new TreeMap<>();
    for (Map.Entry<String, String> workflow : workflows().entrySet()) {
      for (String line : workflow.getValue().lines().toList()) {
        if (line.contains("uses:") && !line.contains("uses: ./") && !line.contains("OWNER/")) {
          Matcher pin =
              Pattern.compile("uses: ([\\w./-]+)@([0-9a-f]{40}) # v\\d+\\.\\d+\\.\\d+$")
                  .matcher(line.strip().replaceFirst("^- ", ""));
          assertThat(pin.matches()).as(workflow.getKey() + ": " + line).isTrue();
          String earlier = pins.putIfAbsent(pin.group(1), pin.group(2));
          assertThat(earlier).isIn(null, pin.group(2));
        }
      }
    }
    assertThat(pins).containsKeys("actions/checkout", "google-github-actions/auth");
  }

  @Test
  void noWorkflowHasPermissionsButThoseThatAJobNames() throws IOException {
    for (Map.Entry<String, String> workflow : workflows().entrySet()) {
      Map<?, ?> document = parsed(workflow.getValue());
      assertThat(document.get("permissions")).as(workflow.getKey()).isEqualTo(Map.of());
      jobs(document)
          .forEach(
              (name, job) ->
                  assertThat(job).as(workflow.getKey() + " " + name).containsKey("permissions"));
    }
  }

  @Test
  void theJobThatRunsAPullRequestsCodeCanWriteNothing() throws IOException {
    Map<?, ?> plan =
        jobs(parsed(Files.readString(DIRECTORY.resolve("tollgate-plan.yml")))).get("plan");
    assertThat(plan).isNotNull();
    assertThat(plan.get("permissions")).isEqualTo(Map.of("contents", "read", "id-token", "write"));
    Map<?, ?> tell =
        jobs(parsed(Files.readString(DIRECTORY.resolve("tollgate-plan.yml")))).get("tell");
    assertThat(String.valueOf(tell)).doesNotContain("actions/checkout", "id-token");
  }

  @Test
  void nothingRunsWithTheRightsOfTheTargetAndNoSecretIsPassed() throws IOException {
    for (Map.Entry<String, String> workflow : workflows().entrySet()) {
      assertThat(workflow.getValue())
          .as(workflow.getKey())
          .doesNotContain(
              "pull_request_target", "secrets.", "secrets: inherit", "credentials_json");
      assertThat(count(workflow.getValue(), "actions/checkout@"))
          .as(workflow.getKey())
          .isEqualTo(count(workflow.getValue(), "persist-credentials: false"));
    }
  }

  @Test
  void noScriptHoldsAnExpression() throws IOException {
    for (Map.Entry<String, String> workflow : workflows().entrySet()) {
      for (Map<?, ?> job : jobs(parsed(workflow.getValue())).values()) {
        if (job.get("steps") instanceof List<?> steps) {
          for (Object step : steps) {
            if (step instanceof Map<?, ?> one && one.containsKey("run")) {
              assertThat(String.valueOf(one.get("run"))).doesNotContain("${{");
            }
          }
        }
      }
    }
  }

  @Test
  void terraformIsTheOneThatTheProjectNames() throws IOException {
    String version = Files.readString(Path.of(".terraform-version")).strip();
    for (String workflow : workflows().values()) {
      if (workflow.contains("terraform_version:")) {
        assertThat(count(workflow, "terraform_version: " + version + "\n"))
            .isEqualTo(count(workflow, "terraform_version:"));
      }
    }
  }

  @Test
  void theExamplesOfThePageNameInputsThatThereAre() throws IOException {
    List<String> examples = examples();
    assertThat(examples).hasSize(3);
    for (String example : examples) {
      for (Map<?, ?> job : jobs(parsed(example)).values()) {
        String file = String.valueOf(job.get("uses")).replaceAll(".*/workflows/(.*)@.*", "$1");
        Map<?, ?> called = parsed(Files.readString(DIRECTORY.resolve(file)));
        assertThat(String.valueOf(called.get("on"))).contains("workflow_call");
        Map<?, ?> on = (Map<?, ?>) called.get("on");
        Map<?, ?> inputs = (Map<?, ?>) ((Map<?, ?>) on.get("workflow_call")).get("inputs");
        assertThat((Map<?, ?>) job.get("with"))
            .allSatisfy((name, value) -> assertThat(inputs.keySet().contains(name)).isTrue());
        assertThat(asked(called).keySet())
            .as(file + ": a called workflow gets no more than its caller has")
            .isEqualTo(((Map<?, ?>) job.get("permissions")).keySet());
      }
    }
  }

  private static Map<String, Object> asked(Map<?, ?> workflow) {
    Map<String, Object> all = new TreeMap<>();
    jobs(workflow)
        .values()
        .forEach(
            job ->
                ((Map<?, ?>) job.get("permissions"))
                    .forEach((name, level) -> all.put(String.valueOf(name), level)));
    return all;
  }

  private static List<String> examples() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher block =
        Pattern.compile("```yaml\\n(name:.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    while (block.find()) {
      examples.add(block.group(1));
    }
    return examples;
  }

  private static Map<String, String> workflows() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> files = Files.list(DIRECTORY)) {
      for (Path file : files.toList()) {
        all.put(String.valueOf(file.getFileName()), Files.readString(file));
      }
    }
    assertThat(all).hasSizeGreaterThanOrEqualTo(5);
    for (String example : examples()) {
      all.put(PAGE + " " + example.lines().findFirst().orElse(""), example);
    }
    return all;
  }

  private static Map<?, ?> parsed(String yaml) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  private static Map<String, Map<?, ?>> jobs(Map<?, ?> workflow) {
    Map<String, Map<?, ?>> jobs = new TreeMap<>();
    ((Map<?, ?>) workflow.get("jobs"))
        .forEach((name, job) -> jobs.put(String.valueOf(name), (Map<?, ?>) job));
    return jobs;
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
