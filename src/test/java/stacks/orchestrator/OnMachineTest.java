package stacks.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tollgate.config.DatabaseConnection;
import tollgate.config.Orchestrator;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** Every orchestrator that the workstation can run, as the machine is told it. */
class OnMachineTest {
  private static final Path SNAPSHOTS = Path.of("src/test/resources/stacks/compose");
  private static final boolean UPDATE = "update".equals(System.getProperty("snapshots"));
  private static final String COMMAND =
      "./mvnw test -Dtest=stacks.orchestrator.OnMachineTest -Dsnapshots=update";
  private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{([A-Z_]+):\\?}");
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  static List<OrchestratorChoices> possible() {
    return OrchestratorChoices.all().stream()
        .filter(choices -> choices.target() == OrchestratorTarget.VM)
        .filter(choices -> choices.access() == OrchestratorAccess.IAP)
        .filter(OrchestratorChoices::arePossible)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("possible")
  void itIsWhatItsSnapshotSays(OrchestratorChoices choices) throws IOException {
    String plan = JSON.writeValueAsString(plan(choices)) + "\n";
    Path snapshot = SNAPSHOTS.resolve(name(choices) + ".json");
    if (UPDATE) {
      Files.createDirectories(SNAPSHOTS);
      Files.writeString(snapshot, plan);
    }
    assertThat(snapshot).as("To write it:%n  %s", COMMAND).exists();
    assertThat(plan)
        .as("%s. If the change is meant:%n  %s", snapshot, COMMAND)
        .isEqualTo(Files.readString(snapshot));
  }

  @Test
  void noSnapshotIsLeftWithoutItsChoices() throws IOException {
    Set<String> wanted =
        possible().stream().map(choices -> name(choices) + ".json").collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(SNAPSHOTS)) {
      assertThat(files.map(file -> file.getFileName().toString())).hasSameElementsAs(wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("possible")
  void onlyTheMachineItselfReachesIt(OrchestratorChoices choices) throws IOException {
    for (Map.Entry<String, JsonNode> service : services(plan(choices))) {
      for (JsonNode port : service.getValue().path("ports")) {
        assertThat(port.asText()).startsWith("127.0.0.1:");
      }
      assertThat(service.getValue().path("restart").asText()).isEqualTo("unless-stopped");
      assertThat(service.getValue().path("image").asText()).matches(".*:[^:/]*\\d[^:/]*");
      assertThat(service.getValue().path("mem_limit").asText()).matches("\\d+m");
      assertThat(service.getValue().has("privileged")).isFalse();
      assertThat(service.getValue().path("volumes").toString()).doesNotContain("docker.sock");
    }
    assertThat(
            services(plan(choices)).stream()
                .filter(service -> service.getValue().has("ports"))
                .map(Map.Entry::getKey))
        .containsExactly(Specification.name(choices.kind()));
  }

  @ParameterizedTest
  @MethodSource("possible")
  void everyVariableHasASourceAndNothingIsLeftForTerraform(OrchestratorChoices choices)
      throws IOException {
    JsonNode plan = plan(choices);
    String compose = plan.path("compose").toString();
    Set<String> used =
        VARIABLE.matcher(compose).results().map(MatchResult::group).collect(Collectors.toSet());
    Set<String> known = new TreeSet<>();
    plan.path("secrets").forEach(secret -> known.add("${" + secret.path("name").asText() + ":?}"));
    assertThat(used).isEqualTo(known).isNotEmpty();
    assertThat(VARIABLE.matcher(compose).replaceAll("").replace("$$", "")).doesNotContain("$");
  }

  @ParameterizedTest
  @MethodSource("possible")
  void passwordsAreDrawnThereOrReadFromSecretManager(OrchestratorChoices choices)
      throws IOException {
    boolean beside = choices.connection() == DatabaseConnection.BESIDE;
    for (JsonNode secret : plan(choices).path("secrets")) {
      String kind = secret.path("kind").asText();
      if (secret.path("name").asText().equals("PIPELINES_TOKEN") || !beside) {
        assertThat(kind).isEqualTo("stored");
        assertThat(secret.path("id").asText()).startsWith("projects/acme-data-dev/secrets/");
      } else {
        assertThat(kind).isIn("password", "fernet");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("possible")
  void whatWaitsForAnotherWaitsForOneThatIsThere(OrchestratorChoices choices) throws IOException {
    JsonNode services = plan(choices).at("/compose/services");
    for (Map.Entry<String, JsonNode> service : services(plan(choices))) {
      for (Map.Entry<String, JsonNode> other : service.getValue().path("depends_on").properties()) {
        assertThat(services.has(other.getKey())).isTrue();
        if (other.getValue().path("condition").asText().equals("service_healthy")) {
          assertThat(services.path(other.getKey()).has("healthcheck")).isTrue();
        }
      }
      String network = service.getValue().path("network_mode").asText();
      assertThat(network.isEmpty() || services.has(network.replace("service:", ""))).isTrue();
    }
  }

  @Test
  void allFiveRunHere() {
    assertThat(possible())
        .extracting(OrchestratorChoices::kind)
        .contains(tollgate.config.OrchestratorKind.values());
  }

  private static List<Map.Entry<String, JsonNode>> services(JsonNode plan) {
    return List.copyOf(plan.at("/compose/services").properties());
  }

  private static String name(OrchestratorChoices choices) {
    return "%s-%s-%s"
        .formatted(
            spelled(choices.kind()), spelled(choices.storage()), spelled(choices.connection()));
  }

  private static String spelled(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Test
  void dockersSocketIsHandedToKestraOnlyWhereThatWasAskedFor() throws IOException {
    OrchestratorChoices kestra =
        possible().stream()
            .filter(choices -> name(choices).equals("kestra-disk-beside"))
            .findFirst()
            .orElseThrow();
    JsonNode without = plan(kestra).at("/compose/services/kestra");
    JsonNode with = plan(kestra, "docker_socket: true").at("/compose/services/kestra");
    assertThat(without.at("/environment/KESTRA_CONFIGURATION").asText())
        .contains("io.kestra.plugin.core.runner.Process");
    assertThat(with.at("/environment/KESTRA_CONFIGURATION").asText())
        .doesNotContain("taskRunner")
        .contains("path: /tmp/kestra-wd/tmp");
    assertThat(with.path("user").asText()).isEqualTo("root");
    assertThat(with.path("volumes")).hasSize(3);
    assertThat(with.path("volumes").toString())
        .contains(
            "\"/var/run/docker.sock:/var/run/docker.sock\"", "\"/tmp/kestra-wd:/tmp/kestra-wd\"");
    assertThat(without.has("user")).isFalse();
  }

  private static JsonNode plan(OrchestratorChoices choices) throws IOException {
    return plan(choices, "");
  }

  private static JsonNode plan(OrchestratorChoices choices, String more) throws IOException {
    Settings settings = settings(choices, more);
    Orchestrator wish = settings.orchestrator().orElseThrow();
    boolean bucket = choices.storage() == OrchestratorStorage.GCS;
    Specification specification =
        Specification.of(
            new Surroundings(
                settings,
                wish,
                "http://127.0.0.1:" + Specification.port(wish.kind()),
                OnMachine.database(wish),
                bucket ? Optional.of("acme-data-dev-orchestrator") : Optional.empty()));
    return JSON.readTree(
        new OnMachine(
                specification,
                "16.15",
                choices.connection() == DatabaseConnection.BESIDE
                    ? Optional.empty()
                    : Optional.of("acme-data-dev:us-central1:" + specification.name()),
                "acme-data-dev",
                wish.dockerSocket(),
                image -> image)
            .json());
  }

  private static Settings settings(OrchestratorChoices choices, String more) {
    Map<String, String> wish = new TreeMap<>();
    wish.put("kind", spelled(choices.kind()));
    wish.put("target", "vm");
    wish.put("storage", spelled(choices.storage()));
    wish.put("database", "{connection: %s}".formatted(spelled(choices.connection())));
    wish.put("users", "[\"user:ada@acme.example\"]");
    if (choices.storage() == OrchestratorStorage.IMAGE) {
      wish.put("image", "ghcr.io/acme/pipelines:1.2.3");
    }
    if (choices.kind() == tollgate.config.OrchestratorKind.DAGSTER) {
      wish.put("image", "us-docker.pkg.dev/acme-data-dev/images/pipelines:1");
    }
    if (choices.storage() == OrchestratorStorage.GIT) {
      wish.put(
          "git",
          "{repository: https://github.com/acme/pipelines.git, token_secret: pipelines-token}");
    }
    String section =
        wish.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining(", "));
    try {
      return SettingsLoader.parse(
          """
          project: acme-data-dev
          region: us-central1
          data_location: US
          owner: data-team@acme.example
          budget: {monthly: 300 USD}
          workstation: {time_zone: UTC, users: ["user:ada@acme.example"]}
          orchestrator: {%s}
          """
              .formatted(more.isEmpty() ? section : section + ", " + more),
          "tollgate.yaml",
          Optional.empty());
    } catch (SettingsException wrong) {
      throw new AssertionError(wrong);
    }
  }
}
