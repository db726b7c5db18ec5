package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.IsolatedRoot.Run;

/** How the workstation starts its orchestrator: passwords drawn once, and kept to itself. */
class OrchestratorUpTest {
  private static final String UP = "exec /usr/local/sbin/orchestrator-up /etc/orchestrator.json";
  private static final String KEPT = "/var/lib/orchestrator/secrets.env";
  private static final String COMPOSE = "/var/lib/orchestrator/compose.json";
  private static final String TOKEN = "ya29.a-token-of-the-machine";

  @TempDir private Path directory;
  private IsolatedRoot machine;
  private String start;

  @SuppressWarnings("NullAway.Init")
  OrchestratorUpTest() {}

  @BeforeEach
  void makeAMachine() throws IOException {
    IsolatedRoot.assumePossible();
    machine = new IsolatedRoot(directory);
    start = machine.scriptWithDownloads();
  }

  @Test
  void passwordsAreDrawnOnceAndKept() throws Exception {
    List<Run> runs = told("mage-disk-beside").run(start, UP, start, UP);
    runs.forEach(Run::thatWorked);
    Map<String, String> secrets = kept();
    assertThat(secrets)
        .containsOnlyKeys(
            "DATABASE_PASSWORD", "JWT_DOWNLOAD_SECRET", "JWT_SECRET", "OWNER_PASSWORD")
        .allSatisfy((name, value) -> assertThat(value).matches("[0-9a-f]{48}"));
    assertThat(secrets.values()).doesNotHaveDuplicates();
    assertThat(runs.get(3).tree()).isEqualTo(runs.get(1).tree());
  }

  @Test
  void theyOutliveAChangeOfTheSettings() throws Exception {
    told("mage-disk-beside");
    machine.file("latest:access", secret("stored"));
    machine.metadataFrom(3, metadata(plan("mage-disk-connector")));
    machine.metadataFrom(5, metadata(plan("prefect-image-beside")));
    machine.metadataFrom(7, metadata(plan("mage-disk-beside")));
    List<Run> runs = machine.run(start, UP, start, UP, start, UP, start, UP);
    runs.forEach(Run::thatWorked);
    assertThat(runs.get(1).digest(KEPT))
        .isEqualTo(runs.get(7).digest(KEPT))
        .isNotEqualTo(runs.get(3).digest(KEPT))
        .isNotEqualTo(runs.get(5).digest(KEPT));
  }

  @Test
  void onlyRootReadsThem() throws Exception {
    Run run = told("mage-disk-beside").run(start, UP).get(1).thatWorked();
    assertThat(run.mode(KEPT)).isEqualTo("600");
    assertThat(run.mode(COMPOSE)).isEqualTo("600");
    assertThat(run.mode("/var/lib/orchestrator/drawn.env")).isEqualTo("600");
    for (String value : kept().values()) {
      assertThat(run.said() + run.calls()).doesNotContain(value);
      assertThat(machine.read(COMPOSE)).doesNotContain(value);
    }
  }

  @Test
  void theContainersAreStartedAndWaitedFor() throws Exception {
    Run run = told("mage-disk-beside").run(start, UP).get(1).thatWorked();
    assertThat(run.calls())
        .containsExactly(
            "put tollgate/orchestrator starting",
            "docker compose --file %s --env-file %s up --detach --quiet-pull --remove-orphans --wait --wait-timeout 900"
                .formatted(COMPOSE, KEPT),
            "put tollgate/orchestrator running");
    assertThat(new ObjectMapper().readTree(machine.read(COMPOSE)))
        .isEqualTo(plan("mage-disk-beside").path("compose"));
  }

  @Test
  void itIsStartedBesideTheRestOfTheStartUp() throws Exception {
    Run run = told("mage-disk-beside").run(start).get(0).thatWorked();
    assertThat(run.calls())
        .contains("systemctl restart --no-block orchestrator.service")
        .noneMatch(call -> call.startsWith("docker compose"));
    assertThat(machine.read("/etc/systemd/system/orchestrator.service"))
        .contains("Restart=on-failure");
  }

  @Test
  void aFernetKeyIsThirtyTwoBytes() throws Exception {
    // As root of the namespace: the user of Airflow's image does not exist in one.
    machine.metadata(metadata(plan("airflow-disk-beside").toString().replace("50000", "0")));
    machine.run(start, UP).forEach(Run::thatWorked);
    assertThat(Base64.getUrlDecoder().decode(kept().get("FERNET_KEY"))).hasSize(32);
  }

  @Test
  void withCloudSqlEverythingComesFromSecretManager() throws Exception {
    String url = "postgresql://mage:a$b@cloud-sql-proxy:5432/mage";
    machine.file("latest:access", secret(url));
    Run run = told("mage-disk-connector").run(start, UP).get(1).thatWorked();
    assertThat(kept()).containsEntry("MAGE_DATABASE_URL", url).hasSize(4);
    assertThat(run.calls())
        .anyMatch(
            call ->
                call.contains(
                    "https://secretmanager.googleapis.com/v1/projects/acme-data-dev/secrets/mage-database-url/versions/latest:access"))
        .noneMatch(call -> call.contains(TOKEN));
    assertThat(run.files()).noneMatch(file -> file.contains("authorization"));
  }

  @Test
  void aNewValueInSecretManagerIsTakenUp() throws Exception {
    machine.file("latest:access", secret("first"));
    told("mage-disk-connector");
    String other = "echo '%s' >/test/files/latest:access".formatted(secret("second"));
    machine.run(start, UP, other, UP).forEach(Run::thatWorked);
    assertThat(kept().values()).containsOnly("second");
  }

  @Test
  void aValueThatWouldBreakTheFileIsRefused() throws Exception {
    machine.file("latest:access", secret("it's"));
    Run run = told("mage-disk-connector").run(start, UP).get(1);
    assertThat(run.code()).isNotZero();
    assertThat(run.said()).contains("orchestrator-up: the value of MAGE_").doesNotContain("it's");
    assertThat(run.files()).doesNotContain(KEPT);
  }

  @Test
  void aDatabaseThatIsNotThereYetIsAskedForAgainLater() throws Exception {
    Run run = told("mage-disk-connector").run(start, UP).get(1);
    assertThat(run.code()).isNotZero();
    assertThat(run.calls().get(run.calls().size() - 1))
        .startsWith("put tollgate/orchestrator failed at line ");
  }

  @Test
  void imagesOfGooglesRegistriesAreFetchedAsTheMachine() throws Exception {
    Run run = told("dagster-image-beside").run(start, UP).get(1).thatWorked();
    assertThat(run.calls())
        .contains(
            "docker login --username oauth2accesstoken --password-stdin https://us-docker.pkg.dev")
        .noneMatch(call -> call.contains(TOKEN));
  }

  @Test
  void noOtherRegistryIsEverGivenTheMachinesToken() throws Exception {
    for (String registry :
        List.of("notgcr.io", "gcr.io.acme.example", "x-docker.pkg.dev.acme.example")) {
      assertThat(registriesOf(registry)).as(registry).isEmpty();
    }
    assertThat(registriesOf("eu.gcr.io")).hasSize(1);
    assertThat(registriesOf("gcr.io")).hasSize(1);
  }

  /** Logins of an orchestrator whose images are in a registry. */
  private List<String> registriesOf(String registry) throws Exception {
    String plan = plan("dagster-image-beside").toString().replace("us-docker.pkg.dev", registry);
    machine.metadata(metadata(plan));
    return machine.run(start, UP).get(1).thatWorked().calls().stream()
        .filter(call -> call.startsWith("docker login"))
        .toList();
  }

  @Test
  void withoutItInTheSettingsItIsTakenDownAndItsDataStays() throws Exception {
    told("mage-disk-beside");
    machine.metadataFrom(3, Map.of("tollgate-orchestrator", "", "tollgate-orchestrator-up", ""));
    List<Run> runs = machine.run(start, UP, start, start);
    runs.forEach(Run::thatWorked);
    assertThat(runs.get(2).calls())
        .contains("systemctl stop orchestrator.service")
        .anyMatch(
            call -> call.startsWith("docker compose") && call.endsWith("down --remove-orphans"))
        .noneMatch(call -> call.contains("--volumes"));
    assertThat(runs.get(2).files())
        .contains(KEPT)
        .doesNotContain("/etc/systemd/system/orchestrator.service", "/etc/orchestrator.json");
    assertThat(runs.get(3).calls()).noneMatch(call -> call.startsWith("docker compose"));
  }

  private IsolatedRoot told(String snapshot) throws IOException {
    return machine.metadata(metadata(plan(snapshot)));
  }

  private static Map<String, String> metadata(JsonNode plan) throws IOException {
    return metadata(plan.toString());
  }

  private static Map<String, String> metadata(String plan) throws IOException {
    Map<String, String> metadata = new HashMap<>();
    metadata.put("tollgate-version", "0123abcd");
    metadata.put("tollgate-python", "uv");
    metadata.put("tollgate-orchestrator", plan);
    metadata.put(
        "tollgate-orchestrator-up",
        Files.readString(Path.of("src/main/resources/stacks/orchestrator-up.sh")));
    metadata.put(
        "instance_service-accounts_default_token", "{\"access_token\": \"" + TOKEN + "\"}");
    return metadata;
  }

  private static JsonNode plan(String snapshot) throws IOException {
    return new ObjectMapper()
        .readTree(
            Files.readString(Path.of("src/test/resources/stacks/compose", snapshot + ".json")));
  }

  private Map<String, String> kept() throws IOException {
    return Arrays.stream(machine.read(KEPT).split("\n"))
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf('=')),
                line -> line.substring(line.indexOf('=') + 2, line.length() - 1)));
  }

  private static String secret(String value) {
    return "{\"payload\": {\"data\": \"%s\"}}"
        .formatted(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
  }
}
