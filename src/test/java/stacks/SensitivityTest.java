package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import stacks.parts.Removal;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsFields;
import tollgate.config.SettingsLoader;
import tollgate.cost.Estimator;
import tollgate.guard.Gate;
import tollgate.guard.Judgement;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.workflow.Policies;

/** No setting is decoration: changing it changes the stacks named beside it, and no others. */
class SensitivityTest {
  private static final Path BASE = Path.of("src/test/resources/settings/every-choice.yaml");
  private static final String CHANGES = "src/test/resources/settings/changes.txt";
  private static final String GATE = "the gate";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final Map<String, Map<String, String>> SYNTHESIZED = new HashMap<>();

  /** Read by neither a stack nor the gate: each with the test that shows what it does. */
  private static final Map<String, Path> READ_ELSEWHERE =
      Map.of(
          "policy.signed_approvals",
          Path.of("src/test/java/tollgate/cli/ApproveTest.java"),
          "environments",
          Path.of("src/test/java/tollgate/config/EnvironmentsTest.java"),
          // It may say again where the data lies; anything else is refused.
          "lake.datasets.location",
          Path.of("src/test/resources/cases/settings/bad.txt"));

  private static final String GROWING_DISK =
      """
      {"format_version": "1.2", "terraform_version": "1.11.4", "resource_changes": [{
        "address": "google_compute_disk.data", "mode": "managed", "type": "google_compute_disk",
        "name": "data", "provider_name": "registry.terraform.io/hashicorp/google",
        "change": {"actions": ["update"], "after_unknown": {},
          "before": {"name": "data", "type": "pd-ssd", "size": 100, "zone": "us-central1-a"},
          "after": {"name": "data", "type": "pd-ssd", "size": 200, "zone": "us-central1-a"}}}]}
      """;

  @ParameterizedTest(name = "{0}: {1} changes {2}")
  @CsvFileSource(files = CHANGES, delimiter = '|', quoteCharacter = '\'')
  void aChangedSettingChangesWhatStandsBesideItAndNothingElse(
      String base, String changes, String changed) throws IOException, SettingsException {
    String before = base(base);
    String after = SettingsEdit.apply(before, SettingsEdit.parse(changes));
    if (changed.equals(GATE)) {
      assertThat(judged(after)).isNotEqualTo(judged(before));
      return;
    }
    if (!SYNTHESIZED.containsKey(base)) {
      SYNTHESIZED.put(base, synthesize(before));
    }
    Map<String, String> old = SYNTHESIZED.getOrDefault(base, Map.of());
    Case.Synthesis changing = Case.synthesize(settings(after), Removal.NONE);
    Map<String, String> now = changing.json();
    Set<String> different = new TreeSet<>(old.keySet());
    different.addAll(now.keySet());
    different.removeIf(stack -> old.getOrDefault(stack, "").equals(now.get(stack)));
    assertThat(String.join(" ", different)).isEqualTo(changed);
    assertThat(PlatformSample.missing(changing))
        .as("written by no platform whose plan is compared with the real provider's")
        .isEmpty();
  }

  /** The fields come from the descriptions that files are read by, so a new one is among them. */
  @Test
  void everySettingIsTried() throws IOException {
    Set<String> tried = new TreeSet<>();
    for (String line : Files.readAllLines(Path.of(CHANGES))) {
      if (!line.startsWith("#")) {
        tried.add(SettingsEdit.parse(line.split(" \\| ", -1)[1]).get(0).field());
      }
    }
    for (Map.Entry<String, Path> each : READ_ELSEWHERE.entrySet()) {
      String key = each.getKey().substring(each.getKey().lastIndexOf('.') + 1);
      assertThat(each.getValue()).content().contains(key + ":");
      tried.add(each.getKey());
    }
    Set<String> untried = new TreeSet<>(SettingsFields.paths());
    untried.removeAll(tried);
    assertThat(untried).as("settings without a line in %s", CHANGES).isEmpty();
    tried.removeAll(SettingsFields.paths());
    assertThat(tried).as("tried, and no settings").isEmpty();
  }

  /** The right to use the accounts that stacks make is granted where they are made. */
  @Test
  void withoutADeployerNothingIsGrantedToOne() throws IOException, SettingsException {
    String without = Files.readString(BASE).replaceAll("(?m)^deployer:.*\\n", "");
    assertThat(synthesize(without).values())
        .allSatisfy(json -> assertThat(json).doesNotContain("tollgate-deployer"));
  }

  /** Cloud Storage knows no names of rules: an environment overrides a rule by its name. */
  @Test
  void theNameOfALifecycleRuleIsForTheFileOnly() throws IOException, SettingsException {
    String base = Files.readString(BASE);
    assertThat(synthesize(base.replace("cool-raw", "cool-old")))
        .isEqualTo(Case.EVERY_CHOICE.synthesis().json());
  }

  @ParameterizedTest
  @CsvSource({"lake", "workstation", "orchestrator"})
  void aStackWithoutItsSectionIsNotMade(String section) throws IOException, SettingsException {
    String base = Files.readString(BASE);
    String without = base.replaceAll("(?m)^" + section + ":.*\\n(?:  .*\\n)*", "");
    Set<String> others = new TreeSet<>(Case.EVERY_CHOICE.synthesis().json().keySet());
    others.remove(section);
    assertThat(synthesize(without)).containsOnlyKeys(others);
  }

  private static String base(String name) throws IOException {
    return switch (name) {
      case "every-choice" -> Files.readString(BASE);
      case "learner" -> Files.readString(Path.of("examples/learner/tollgate.yaml"));
      case "kestra-vm" ->
          SettingsEdit.apply(base("learner"), SettingsEdit.parse("orchestrator.kind = kestra"));
      case "mage-git" -> fetching(OrchestratorKind.MAGE);
      case "airflow-git" -> fetching(OrchestratorKind.AIRFLOW);
      case "waived" ->
          SettingsEdit.apply(
              base("every-choice"),
              SettingsEdit.parse(
                  "waivers = [{rule: cost/filestore, address: google_filestore_instance.*,"
                      + " reason: the vendor's tool needs a file system,"
                      + " owner: ada@acme.example, expires: 2026-12-31}]"));
      default -> throw new AssertionError(name + " is no base");
    };
  }

  private static String fetching(OrchestratorKind kind) {
    return Matrix.yaml(
        new OrchestratorChoices(
            kind,
            OrchestratorTarget.CLOUD_RUN,
            OrchestratorStorage.GIT,
            OrchestratorAccess.IAP,
            DatabaseConnection.CONNECTOR));
  }

  private static Map<String, String> synthesize(String yaml) throws SettingsException {
    return Case.synthesize(settings(yaml), Removal.NONE).json();
  }

  private static Judgement judged(String yaml) throws IOException, SettingsException {
    List<StackPlan> plans = new ArrayList<>();
    for (Map.Entry<String, String> stack :
        new TreeMap<>(Case.EVERY_CHOICE.synthesis().json()).entrySet()) {
      plans.add(new StackPlan(stack.getKey(), Plan.ofConfiguration(Case.json(stack.getValue()))));
    }
    plans.add(new StackPlan("other", Plan.parse(Case.json(GROWING_DISK))));
    return Gate.judge(plans, Estimator.shipped().change(plans), Policies.of(settings(yaml)), TODAY);
  }

  private static Settings settings(String yaml) throws SettingsException {
    return SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty());
  }
}
