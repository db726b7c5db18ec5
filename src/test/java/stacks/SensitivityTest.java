package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stacks.parts.Removal;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorChoices;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;

/** No setting is decoration: changing it changes the stacks named beside it, and no others. */
class SensitivityTest {
  private static final Path BASE = Path.of("src/test/resources/settings/every-choice.yaml");

  @ParameterizedTest(name = "{0} instead of {1} changes {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          project: acme-data-new       | project: acme-data-dev       | foundation lake orchestrator workstation
          "987654321098"               | "123456789012"               | foundation lake orchestrator workstation
          0FAB23-CD45EF-678901         | 01AB23-CD45EF-678901         | foundation
          zone: europe-west1-d         | zone: europe-west1-c         | foundation lake orchestrator workstation
          owner: data@acme.example     | owner: data-team@acme.example | foundation lake orchestrator workstation
          cost-center: ops             | cost-center: data            | foundation lake orchestrator workstation
          monthly: 300 USD             | monthly: 280.50 USD          | foundation
          , boss@acme.example]         | , ops@acme.example]          | foundation
          bucket: acme-other-state     | bucket: acme-data-tfstate    | foundation lake orchestrator workstation
          prefix: elsewhere            | prefix: team/tollgate        | foundation lake orchestrator workstation
          purpose: raw                 | purpose: raw-zone            | lake orchestrator workstation
          expire_days: 60              | expire_days: 30              | lake
          storage_class: standard      | storage_class: nearline      | lake
          versioning: false            | versioning: true             | lake
          location: EU, kms_key: projects/acme-keys/locations/europe/ | location: EUR4, kms_key: projects/acme-keys/locations/eur4/ | lake
          id: taxi                     | id: ny_taxi                  | lake orchestrator workstation
          expire_days: 8               | expire_days: 7               | lake
          cryptoKeys/all               | cryptoKeys/everything        | lake
          cryptoKeys/other             | cryptoKeys/raw               | lake
          after_days: 92               | after_days: 91               | lake
          then: archive                | then: coldline               | lake
          prefixes: [new/]             | prefixes: [raw/]             | lake
          old_version_days: 16         | old_version_days: 15         | lake
          soft_delete_days: 22         | soft_delete_days: 21         | lake
          tier: bronze                 | tier: silver                 | lake
          group:all@acme.example       | group:lake-readers@acme.example | lake
          group:all@acme.example       | group:lake-writers@acme.example | lake
          autoclass: nearline          | autoclass: archive           | lake
          retention: {days: 401}       | retention: {days: 400}       | lake
          {days: 400, locked: true}    | {days: 400}                  | lake
          hierarchical_namespace: false | hierarchical_namespace: true | lake
          partition_expire_days: 501   | partition_expire_days: 500   | lake
          description: Rides           | description: Rides of taxis  | lake
          time_travel_hours: 96        | time_travel_hours: 72        | lake
          storage_billing: logical     | storage_billing: physical    | lake
          tier: bronze                 | tier: gold                   | lake
          group:all@acme.example       | group:table-readers@acme.example | lake
          group:all@acme.example       | group:table-writers@acme.example | lake
          id: rides                    | id: trips                    | lake
          description: Rides only      | description: One row a ride  | lake
          type: datetime               | type: timestamp              | lake
          mode: nullable               | mode: required               | lake
          description: Not in UTC      | description: In UTC          | lake
          name: charge                 | name: fare                   | lake
          by: year                     | by: month                    | lake
          partition: {by: month, expire_days: 1000} | partition: {by: month, column: pickup_at, expire_days: 1000} | lake
          expire_days: 1001            | expire_days: 1000            | lake
          cluster_by: [fare]           | cluster_by: [zone]           | lake
          source: yellow               | source: tlc                  | lake
          require_partition_filter: true | require_partition_filter: false | lake
          bucket: archive              | bucket: lake                 | lake
          folder: trips/green          | folder: trips/yellow         | lake
          format: orc                  | format: parquet              | lake
          name: jahr                   | name: year                   | lake
          type: string                 | type: integer                | lake
          skip_rows: 3                 | skip_rows: 2                 | lake
          cryptoKeys/mine              | cryptoKeys/own               | lake
          machine: e2-standard-4       | machine: g2-standard-4       | workstation
          disk_gb: 300                 | disk_gb: 200                 | workstation
          disk_type: pd-balanced       | disk_type: pd-ssd            | workstation
          "20:45"                      | "19:30"                      | workstation
          time_zone: Europe/Berlin     | time_zone: UTC               | workstation
          idle_stop: 2h                | idle_stop: 1h                | workstation
          max_run_duration: 10h        | max_run_duration: 12h        | workstation
          hours_per_week: 30           | hours_per_week: 40           | workstation
          start_at: "08:30"            | hours_per_week: 40           | workstation
          python: uv                   | python: miniforge            | workstation
          terraform: 1.14.4            | terraform: 1.14.3            | workstation
          subnet: 10.40.0.0/26         | subnet: 10.30.0.0/26         | workstation
          group:analysts@acme.example  | group:data-eng@acme.example  | workstation
          group:all@acme.example       | group:platform@acme.example  | foundation
          acme/other                   | acme/data-platform           | foundation
          repository_id: "4712"        | repository_id: "4711"        | foundation
          environment: staging         | environment: production      | foundation
          branch: main                 | environment: production      | foundation
          notify: [night@acme.example, ops@acme.example] | notify: [on-call@acme.example, ops@acme.example] | foundation
          database_percent: 84         | database_percent: 85         | foundation
          keep_days: 501               | keep_days: 500               | foundation
          service_down: false          | database_percent: 85         | foundation
          database_full: false         | database_percent: 85         | foundation
          storage: gcs                 | storage: filestore           | foundation orchestrator
          access: iap                  | access: iam                  | orchestrator
          cpu: 2                       | cpu: 4                       | orchestrator
          memory: 6Gi                  | memory: 8Gi                  | orchestrator
          mageai/mageai:0.9.79         | ghcr.io/acme/mage:1.2.3      | orchestrator
          domain:acme.org              | domain:acme.example          | orchestrator
          secrets_version: 4           | secrets_version: 3           | orchestrator
          tier: db-g1-small            | tier: db-custom-2-7680       | orchestrator
          storage_gb: 30               | storage_gb: 20               | orchestrator
          max_storage_gb: 120          | max_storage_gb: 100          | foundation orchestrator
          availability: zonal          | availability: regional       | orchestrator
          version: postgres-16         | version: postgres-17         | orchestrator
          kind: airflow                | kind: mage                   | foundation orchestrator
          storage: nfs                 | storage: filestore           | foundation orchestrator workstation
          postgres-17, connection: private-ip | postgres-17           | foundation orchestrator
          """)
  void aChangedSettingChangesItsStacks(String changed, String original, String stacks)
      throws IOException, SettingsException {
    String base = Files.readString(BASE);
    assertThat(base).contains(original);
    Map<String, String> before = Case.EVERY_CHOICE.synthesis().json();
    Map<String, String> after =
        synthesize(base.replaceFirst(java.util.regex.Pattern.quote(original), changed));
    Set<String> different = new TreeSet<>();
    before.forEach(
        (stack, json) -> {
          if (!json.equals(after.get(stack))) {
            different.add(stack);
          }
        });
    assertThat(String.join(" ", different)).isEqualTo(stacks);
  }

  @ParameterizedTest(name = "{0}: {1} instead of {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          MAGE    | acme/other.git                | acme/pipelines.git
          MAGE    | other-token                   | pipelines-token
          MAGE    | pipelines-token, branch: next | pipelines-token
          AIRFLOW | acme/other.git                | acme/pipelines.git
          AIRFLOW | other-token                   | pipelines-token
          AIRFLOW | pipelines-token, branch: next | pipelines-token
          """)
  void anotherRepositoryChangesTheOrchestrator(
      OrchestratorKind kind, String changed, String original) throws SettingsException {
    String base =
        Matrix.yaml(
            new OrchestratorChoices(
                kind,
                OrchestratorTarget.CLOUD_RUN,
                OrchestratorStorage.GIT,
                OrchestratorAccess.IAP,
                DatabaseConnection.CONNECTOR));
    assertThat(base).contains(original);
    assertThat(synthesize(base.replace(original, changed)).get("orchestrator"))
        .isNotEqualTo(synthesize(base).get("orchestrator"));
  }

  @ParameterizedTest
  @CsvSource({"lake", "deployer", "monitoring"})
  void noFieldOfASectionIsLeftOut(String section) throws IOException {
    String tried =
        Files.readString(BASE)
            + Files.readString(Path.of("src/test/java/stacks/SensitivityTest.java"));
    Set<String> fields = new TreeSet<>();
    collect(
        new com.fasterxml.jackson.databind.ObjectMapper()
            .readTree(Files.readAllBytes(Path.of("docs/schema/tollgate.schema.json")))
            .at("/properties/" + section),
        fields);
    assertThat(fields)
        .hasSizeGreaterThan(4)
        .allSatisfy(name -> assertThat(tried).contains(name + ":"));
  }

  private static void collect(com.fasterxml.jackson.databind.JsonNode schema, Set<String> fields) {
    schema.path("properties").fieldNames().forEachRemaining(fields::add);
    schema.forEach(child -> collect(child, fields));
  }

  /** The right to use the accounts that stacks make is granted where they are made. */
  @org.junit.jupiter.api.Test
  void withoutADeployerNothingIsGrantedToOne() throws IOException, SettingsException {
    String without = Files.readString(BASE).replaceAll("(?m)^deployer:.*\\n", "");
    assertThat(synthesize(without).values())
        .allSatisfy(json -> assertThat(json).doesNotContain("tollgate-deployer"));
  }

  /** Cloud Storage knows no names of rules: an environment overrides a rule by its name. */
  @org.junit.jupiter.api.Test
  void theNameOfALifecycleRuleIsForTheFileOnly() throws IOException, SettingsException {
    String base = Files.readString(BASE);
    assertThat(synthesize(base.replace("cool-raw", "cool-old")))
        .isEqualTo(Case.EVERY_CHOICE.synthesis().json());
  }

  @ParameterizedTest(name = "on the workstation {0} instead of {1} changes {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: prefect                             | kind: mage   | orchestrator workstation
          kind: kestra                              | kind: mage   | orchestrator workstation
          kind: mage, memory: 3Gi                   | kind: mage   | workstation
          kind: mage, image: "mageai/mageai:0.9.78" | kind: mage   | workstation
          kind: mage, database: {version: postgres-17} | kind: mage | workstation
          kind: mage, database: {connection: connector} | kind: mage | foundation orchestrator workstation
          kind: kestra, docker_socket: true         | kind: kestra | workstation
          """)
  void aChangedSettingReachesTheMachine(String changed, String original, String stacks) {
    Map<String, String> before = onTheWorkstation(original);
    Map<String, String> after = onTheWorkstation(changed);
    Set<String> different = new TreeSet<>(before.keySet());
    different.removeIf(stack -> before.getOrDefault(stack, "").equals(after.get(stack)));
    assertThat(String.join(" ", different)).isEqualTo(stacks);
  }

  private static Map<String, String> onTheWorkstation(String choices) {
    return Case.synthesize(
            Case.settings(
                Case.LEARNER,
                text ->
                    text.substring(0, text.indexOf("\norchestrator:"))
                        + "\norchestrator: {target: vm, users: [\"user:ada@acme.example\"], "
                        + choices
                        + "}\n"),
            Removal.NONE)
        .json();
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

  private static Map<String, String> synthesize(String yaml) throws SettingsException {
    return Case.synthesize(
            SettingsLoader.parse(yaml, "tollgate.yaml", Optional.empty()), Removal.NONE)
        .json();
  }
}
