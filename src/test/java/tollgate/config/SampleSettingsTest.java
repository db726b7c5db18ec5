package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SampleSettingsTest {
  private static final Path SAMPLE = Path.of("tollgate.yaml");

  /** The sample in the fewest lines, without its comments. */
  private static final String SHORT =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD, alert: [data-team@acme.example]}
      lake:
        buckets: [{purpose: landing, expire_days: 30}, {purpose: lake}]
        datasets: [{id: ny_taxi}, {id: staging, expire_days: 7}]
      workstation: {machine: e2-standard-4, disk_gb: 100, stop_at: "20:00", time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
      orchestrator: {kind: mage, target: cloud-run, storage: gcs, access: iap, users: ["user:ada@acme.example"], database: {tier: db-g1-small, storage_gb: 10, max_storage_gb: 50}}
      waivers: []
      environments: {prod: {project: acme-data-prod, protect: true}}
      """;

  private static Settings sample(Optional<String> environment) throws SettingsException {
    return SettingsLoader.load(SAMPLE, environment);
  }

  @Test
  void the_sample_says_the_same_in_block_and_in_flow_style() throws SettingsException {
    assertThat(sample(Optional.empty())).isEqualTo(Yaml.settings(SHORT));
  }

  @Test
  void the_sample_loads_as_it_is() throws SettingsException {
    Settings settings = sample(Optional.empty());

    assertThat(settings.project()).hasToString("acme-data-dev");
    assertThat(settings.environment()).isEqualTo("default");
    assertThat(settings.protect()).isFalse();
    assertThat(settings.budget())
        .isEqualTo(Budget.of(Money.parse("280 USD"), List.of(new Email("data-team@acme.example"))));
    assertThat(settings.lake().orElseThrow().buckets())
        .extracting(settings::bucketName)
        .containsExactly("acme-data-dev-landing", "acme-data-dev-lake");
    assertThat(settings.lake().orElseThrow().datasets())
        .extracting(DatasetSettings::expireDays)
        .containsExactly(Optional.empty(), Optional.of(7));
    assertThat(settings.workstation().orElseThrow().stopAt()).isEqualTo(LocalTime.of(20, 0));
    assertThat(settings.workstation().orElseThrow().timeZone())
        .isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void what_the_sample_leaves_out_has_a_default() throws SettingsException {
    Settings settings = sample(Optional.empty());

    assertThat(settings.zone()).hasToString("us-central1-b");
    assertThat(settings.projectNumber()).isEmpty();
    assertThat(settings.billingAccount()).isEmpty();
    assertThat(settings.labels()).isEmpty();
    assertThat(settings.policy().severities()).isEmpty();
    assertThat(settings.state().backend()).isEqualTo(State.Backend.LOCAL);
    Orchestrator orchestrator = settings.orchestrator().orElseThrow();
    assertThat(orchestrator.image()).hasToString("mageai/mageai:0.9.79");
    assertThat(orchestrator.cpu()).isEqualTo(2);
    assertThat(orchestrator.memory()).hasToString("4Gi");
    assertThat(orchestrator.secretsVersion()).isEqualTo(1);
    assertThat(orchestrator.database().version()).isEqualTo(DatabaseVersion.POSTGRES_16);
    assertThat(orchestrator.database().availability()).isEqualTo(Availability.ZONAL);
  }

  @Test
  void the_sample_for_prod_is_another_project_and_protected() throws SettingsException {
    Settings settings = sample(Optional.of("prod"));

    assertThat(settings.project()).hasToString("acme-data-prod");
    assertThat(settings.protect()).isTrue();
    assertThat(settings.environment()).isEqualTo("prod");
    assertThat(settings.lake()).isEqualTo(sample(Optional.empty()).lake());
  }

  @Test
  void a_filestore_loads_so_that_the_gate_can_refuse_it() throws SettingsException {
    assertThat(
            Yaml.settings(SHORT.replace("storage: gcs", "storage: filestore"))
                .orchestrator()
                .orElseThrow()
                .storage())
        .isEqualTo(OrchestratorStorage.FILESTORE);
  }

  @Test
  void every_setting_reaches_its_record() throws SettingsException {
    Settings settings =
        Yaml.settings(
            Yaml.with(
                """
                project_number: 123456789012
                billing_account: 01AB23-CD45EF-678901
                zone: us-central1-f
                protect: true
                labels: {cost_center: "4711", team: data}
                lake: {buckets: [{purpose: cold, storage_class: coldline, expire_days: 365, versioning: true, location: NAM4}], datasets: [{id: A_1, location: US}]}
                workstation: {machine: e2-custom-2-4096, disk_gb: 50, disk_type: pd-ssd, stop_at: 19:30, time_zone: UTC, idle_stop: 1h30m, max_run_duration: 12h, hours_per_week: 40, python: miniforge, terraform: 1.14.3, users: ["group:g@acme.example", "domain:acme.example", "serviceAccount:a@b.iam.gserviceaccount.com"], subnet: 192.168.8.0/22}
                orchestrator: {storage: filestore, access: iam, users: ["user:ada@acme.example"], image: "eu.gcr.io:443/x/mage@sha256:%s", cpu: 4, memory: 8192Mi, secrets_version: 3, database: {tier: db-custom-2-7680, storage_gb: 20, max_storage_gb: 20, availability: regional, version: postgres-15}}
                waivers: [{rule: cost/filestore, address: 'google_filestore_instance.x["a"]', reason: the tool needs a file system, owner: ada@acme.example, expires: 2027-01-31}]
                policy: {severities: {cost/filestore: warn}}
                state: {backend: gcs, bucket: acme-state, prefix: team/tollgate}
                """
                    .formatted("0".repeat(64))));

    assertThat(settings.projectNumber()).contains(new ProjectNumber("123456789012"));
    assertThat(settings.billingAccount()).contains(new BillingAccount("01AB23-CD45EF-678901"));
    assertThat(settings.zone()).hasToString("us-central1-f");
    assertThat(settings.labels())
        .containsOnly(Map.entry("cost_center", "4711"), Map.entry("team", "data"));
    BucketSettings bucket = settings.lake().orElseThrow().buckets().get(0);
    assertThat(bucket)
        .isEqualTo(
            new BucketSettings(
                "cold",
                Optional.of(365),
                StorageClass.COLDLINE,
                true,
                Optional.of(new Location("NAM4")),
                30,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Map.of(),
                List.of(),
                List.of()));
    assertThat(settings.locationOf(bucket)).hasToString("NAM4");
    assertThat(settings.locationOf(settings.lake().orElseThrow().datasets().get(0)))
        .hasToString("US");
    Workstation workstation = settings.workstation().orElseThrow();
    assertThat(workstation.idleStop()).contains(Duration.ofMinutes(90));
    assertThat(workstation.maxRunDuration()).contains(Duration.ofHours(12));
    assertThat(workstation.hoursPerWeek()).contains(40);
    assertThat(workstation.python()).isEqualTo(PythonTool.MINIFORGE);
    assertThat(workstation.terraform()).contains(new ToolVersion("1.14.3"));
    assertThat(workstation.users()).hasSize(3);
    assertThat(workstation.subnet()).isEqualTo(new Cidr("192.168.8.0", 22));
    assertThat(workstation.diskType()).isEqualTo(DiskType.PD_SSD);
    Orchestrator orchestrator = settings.orchestrator().orElseThrow();
    assertThat(orchestrator.memory()).isEqualTo(new MemorySize(8192));
    assertThat(orchestrator.access()).isEqualTo(OrchestratorAccess.IAM);
    assertThat(orchestrator.secretsVersion()).isEqualTo(3);
    assertThat(orchestrator.database().availability()).isEqualTo(Availability.REGIONAL);
    assertThat(settings.waivers())
        .extracting(Waiver::rule)
        .containsExactly(new RuleId("cost/filestore"));
    assertThat(settings.policy().severities())
        .containsEntry("cost/filestore", Policy.Severity.WARN);
    assertThat(settings.state().bucket()).contains("acme-state");
  }
}
