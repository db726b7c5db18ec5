package tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
      JsonNode document = parsed(workflow.getValue());
      assertThat(document.path("permissions").isObject()).as(workflow.getKey()).isTrue();
      assertThat(document.path("permissions")).as(workflow.getKey()).isEmpty();
      assertThat(document.path("jobs"))
          .as(workflow.getKey())
          .isNotEmpty()
          .allSatisfy(job -> assertThat(job.path("permissions").isObject()).isTrue());
    }
  }

  @Test
  void theJobThatRunsAPullRequestsCodeCanWriteNothing() throws IOException {
    JsonNode jobs = parsed(Files.readString(DIRECTORY.resolve("tollgate-plan.yml"))).path("jobs");

    assertThat(jobs.at("/plan/permissions"))
        .isEqualTo(
            new ObjectMapper().readTree("{\"contents\": \"read\", \"id-token\": \"write\"}"));
    assertThat(jobs.path("tell").toString())
        .contains("pull-requests")
        .doesNotContain("actions/checkout", "id-token");
  }

  @Test
  void nothingRunsWithTheRightsOfTheTargetAndNoSecretIsPassedButTheOneThatSignsApprovals()
      throws IOException {
    for (Map.Entry<String, String> workflow : workflows().entrySet()) {
      String key = "TOLLGATE_APPROVAL_KEY: ${{ secrets.approval-key }}";
      assertThat(count(workflow.getValue(), key))
          .as(workflow.getKey())
          .isEqualTo(workflow.getKey().equals("tollgate-deploy.yml") ? 2 : 0);
      assertThat(workflow.getValue().replace(key, ""))
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
      for (JsonNode steps : parsed(workflow.getValue()).findValues("steps")) {
        for (JsonNode step : steps) {
          assertThat(step.path("run").asText()).as(workflow.getKey()).doesNotContain("${{");
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
      for (JsonNode job : parsed(example).path("jobs")) {
        String file = job.path("uses").asText().replaceAll(".*/workflows/(.*)@.*", "$1");
        JsonNode called = parsed(Files.readString(DIRECTORY.resolve(file)));
        JsonNode inputs = called.at("/on/workflow_call/inputs");
        assertThat(inputs).as(file).isNotEmpty();
        assertThat(names(inputs)).as(file).containsAll(names(job.path("with")));
        Set<String> asked = new TreeSet<>();
        called.path("jobs").forEach(each -> asked.addAll(names(each.path("permissions"))));
        assertThat(names(job.path("permissions")))
            .as(file + ": a called workflow gets no more than its caller has")
            .isEqualTo(asked);
      }
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
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

  private static JsonNode parsed(String yaml) {
    return new ObjectMapper()
        .valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
  }

  private static int count(String text, String part) {
    return text.split(Pattern.quote(part), -1).length - 1;
  }
}
