package tollgate.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
  private static final String ACCOUNT = "google_service_account";
  private static final String ETL =
      """
      {"id":"projects/acme-data-dev/serviceAccounts/etl@acme-data-dev.iam.gserviceaccount.com",
       "account_id":"etl","project":"acme-data-dev",
       "email":"etl@acme-data-dev.iam.gserviceaccount.com"}
      """;
  private static final String GRANT =
      """
      {"id":"acme-data-dev/roles/viewer/x","project":"acme-data-dev","role":"roles/viewer",
       "member":"serviceAccount:etl@acme-data-dev.iam.gserviceaccount.com"}
      """;
  private static final String DATABASE = "google_sql_database_instance";
  private static final String PG =
      """
      {"id":"projects/acme-data-dev/instances/pg","name":"pg","project":"acme-data-dev",
       "region":"us-central1","database_version":"POSTGRES_16",
       "settings":[{"tier":"db-f1-micro","edition":"ENTERPRISE","ip_configuration":[
        {"private_network":"projects/acme-data-dev/global/networks/inner"}]}]}
      """;
  private static final String RUN = "google_cloud_run_v2_service";

  @TempDir Path directory;
  private Applied google;

  @BeforeEach
  void open() throws IOException {
    google = new Applied(directory);
  }

  @AfterEach
  void close() throws IOException {
    google.close();
  }

  @Test
  void namesAreUniqueAndEveryRuleNamesItsSource() {
    List<String> names = Rules.all().stream().map(Rule::name).toList();
    assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z-]+"));
    assertThat(Rules.all()).allMatch(rule -> !rule.source().isBlank() && !rule.says().isBlank());
  }

  @Test
  void anApiIsAskedForOnceTheProjectManagesItsApis() {
    String secret = "google_secret_manager_secret";
    String json =
        """
        {"id":"projects/acme-data-dev/secrets/a","secret_id":"a","project":"acme-data-dev"}
        """;
    String service =
        """
        {"id":"acme-data-dev/%s","project":"acme-data-dev","service":"%s","disable_on_destroy":%s}
        """;
    String its =
        service.formatted("secretmanager.googleapis.com", "secretmanager.googleapis.com", false);
    String run = service.formatted("run.googleapis.com", "run.googleapis.com", true);
    assertThat(google.create(secret, json.replace("/a\"", "/b\""))).isEmpty();

    google.create("google_project_service", run);
    // One alone is an addition to what was enabled by hand.
    assertThat(google.update(secret, json)).isEmpty();
    google.create("google_project_service", run.replace("run.goo", "iam.goo"));
    assertThat(google.create(secret, json))
        .startsWith(
            "Error creating Secret: googleapi: Error 403: Secret Manager API has not been used in project 1")
        .contains(
            "Enable it by visiting https://console.developers.google.com/apis/api/secretmanager.googleapis.com/overview?project=1")
        .contains("\"reason\": \"SERVICE_DISABLED\"");
    // On in every new project.
    assertThat(
            google.create("google_storage_bucket", "{\"id\":\"acme-lake\",\"name\":\"acme-lake\"}"))
        .isEmpty();

    google.create("google_project_service", its);
    assertThat(google.create(secret, json)).isEmpty();
    // disable_on_destroy = false leaves the API enabled.
    google.delete("google_project_service", its);
    assertThat(google.update(secret, json)).isEmpty();
    google.delete("google_project_service", run);
  }

  @Test
  void aNewProjectsOwnNumberIsInTheMessageOfAnApiThatIsOff() {
    google.create(
        "google_project_service",
        "{\"id\":\"acme-data-dev/run.googleapis.com\",\"project\":\"acme-data-dev\",\"service\":\"run.googleapis.com\"}");
    google.create(
        "google_project_service",
        "{\"id\":\"acme-data-dev/iam.googleapis.com\",\"project\":\"acme-data-dev\",\"service\":\"iam.googleapis.com\"}");
    assertThat(
            google.create(
                "google_compute_address",
                "{\"id\":\"a\",\"name\":\"a\",\"region\":\"us-central1\"}"))
        .contains("Compute Engine API")
        .contains("project=" + ProjectNumber.of("acme-data-dev"))
        .endsWith(", accessNotConfigured");
  }

  @ParameterizedTest
  @CsvSource({"data-lake", "my-bucket", "test", "terraform-state", "backup", "raw-data"})
  void commonBucketNamesAreTaken(String name) {
    assertThat(google.create("google_storage_bucket", bucket(name, "other", "US")))
        .isEqualTo(
            "googleapi: Error 409: The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again., conflict");
  }

  @ParameterizedTest
  @CsvSource({"acme-data-dev-lake", "acme-lake", "ny-taxi-raw"})
  void otherBucketNamesAreFreeUntilAnotherProjectHasThem(String name) {
    assertThat(google.create("google_storage_bucket", bucket(name, "other", "US"))).isEmpty();
    assertThat(google.create("google_storage_bucket", bucket(name, "acme-data-dev", "US")))
        .contains("The requested bucket name is not available");
  }

  @Test
  void theNameOfADeletedDatabaseIsFreeAtOnceUnlessTheOldRuleIsAskedFor() throws IOException {
    google.create(DATABASE, PG);
    google.delete(DATABASE, PG);
    assertThat(google.create(DATABASE, PG)).isEmpty();
    google.delete(DATABASE, PG);
    google.rehearsal.change(state -> new Rehearsal.State(Set.of(), state.breakages()));
    google.pass(Duration.ofDays(6));
    assertThat(google.create(DATABASE, PG))
        .startsWith("Error, failed to create instance pg: googleapi: Error 409:")
        .endsWith("until one week from the deletion date., instanceAlreadyExists");
    google.pass(Duration.ofDays(1));
    assertThat(google.create(DATABASE, PG)).isEmpty();
  }

  @Test
  void aRuleThatIsOffForbidsNothingAndIsOnAgainWhenSwitched() throws IOException {
    google.rehearsal.change(
        state -> new Rehearsal.State(Set.of("bucket-name-taken"), state.breakages()));
    assertThat(google.create("google_storage_bucket", bucket("test", "p", "US"))).isEmpty();
    google.rehearsal.change(state -> new Rehearsal.State(Set.of(), state.breakages()));
    assertThat(google.create("google_storage_bucket", bucket("demo", "p", "US"))).isNotEmpty();
    assertThat(google.incidents.rules()).containsExactly("bucket-name-taken");
  }

  @ParameterizedTest
  @CsvSource({
    "US, US, true",
    "us-central1, US, true",
    "us-central1, us-central1, true",
    "NAM4, us-central1, true",
    "NAM4, US, true",
    "europe-west1, EU, true",
    "europe-west2, EU, false",
    "US, us-central1, false",
    "us-east1, us-central1, false",
    "us-central1, EU, false"
  })
  void bigQueryReadsABucketOnlyWhereItsPlaceSuits(String bucket, String dataset, boolean suits) {
    assertThat(Places.suits(bucket, dataset)).isEqualTo(suits);
  }

  @Test
  void anExternalTableElsewhereThanItsBucketIsRefused() {
    google.create("google_storage_bucket", bucket("acme-lake", "acme-data-dev", "US-CENTRAL1"));
    google.create(
        "google_bigquery_dataset",
        """
        {"id":"projects/acme-data-dev/datasets/raw","dataset_id":"raw","project":"acme-data-dev",
         "location":"EU"}
        """);
    assertThat(
            google.create(
                "google_bigquery_table",
                """
                {"id":"t","dataset_id":"raw","table_id":"trips","project":"acme-data-dev",
                 "external_data_configuration":[{"source_uris":["gs://acme-lake/trips/*.parquet"]}]}
                """))
        .isEqualTo(
            "Error creating Table: googleapi: Error 400: Cannot read and write in different locations: source: us-central1, destination: EU, invalid");
  }

  @Test
  void aGrantToAnAccountThatIsYetToComeIsRefused() {
    google.plan(ACCOUNT, ETL);
    assertThat(google.create("google_project_iam_member", GRANT))
        .startsWith("Request `Create IAM Members roles/viewer serviceAccount:etl@acme-data-dev")
        .endsWith(
            "googleapi: Error 400: Service account etl@acme-data-dev.iam.gserviceaccount.com does not exist., badRequest");
    google.create(ACCOUNT, ETL);
    assertThat(google.create("google_project_iam_member", GRANT)).isEmpty();
    google.delete(ACCOUNT, ETL);
    assertThat(google.create("google_project_iam_member", GRANT)).contains("does not exist");
  }

  @Test
  void aFreshAccountIsUnknownToPoliciesForSecondsWhereThatIsPlayed() throws IOException {
    google.create(ACCOUNT, ETL);
    assertThat(google.create("google_project_iam_member", GRANT)).isEmpty();
    assertThat(google.settling(ACCOUNT)).isZero();
    google.rehearsal.change(state -> new Rehearsal.State(Set.of(), state.breakages()));

    assertThat(google.settling(ACCOUNT)).isEqualTo(Duration.ofSeconds(10));
    assertThat(google.settling("google_storage_bucket")).isZero();
    assertThat(google.update("google_project_iam_member", GRANT))
        .contains("Error 400", "Service account etl@", "does not exist");
    google.pass(Duration.ofSeconds(10));
    assertThat(google.update("google_project_iam_member", GRANT)).isEmpty();
  }

  @Test
  void anAccountThatTheSandboxNeverSawMayBeAnywhere() {
    assertThat(google.create("google_project_iam_member", GRANT)).isEmpty();
  }

  @Test
  void aServiceNeedsTheAccountItRunsAs() {
    String service =
        """
        {"id":"s","name":"mage","location":"us-central1","template":[{
         "service_account":"etl@acme-data-dev.iam.gserviceaccount.com",
         "containers":[{"image":"mageai/mageai:0.9.79","ports":[{"container_port":6789}]}]}]}
        """;
    google.plan(ACCOUNT, ETL);
    assertThat(google.create(RUN, service))
        .isEqualTo(
            "Error creating Service: googleapi: Error 403: Permission 'iam.serviceaccounts.actAs' denied on service account etl@acme-data-dev.iam.gserviceaccount.com (or it may not exist).");
    google.create(ACCOUNT, ETL);
    assertThat(google.create(RUN, service)).isEmpty();
  }

  @Test
  void aBucketWithObjectsAndADatasetWithTablesStay() {
    String lake = bucket("acme-lake", "acme-data-dev", "US");
    google.create("google_storage_bucket", lake);
    google.create(
        "google_storage_bucket_object",
        "{\"id\":\"acme-lake-a\",\"bucket\":\"acme-lake\",\"name\":\"a\"}");
    assertThat(google.delete("google_storage_bucket", lake))
        .isEqualTo(
            "Error trying to delete bucket acme-lake containing objects without `force_destroy` set to true");
    assertThat(
            google.delete("google_storage_bucket", lake.replace("{", "{\"force_destroy\":true,")))
        .isEmpty();

    String raw =
        """
        {"id":"projects/acme-data-dev/datasets/raw","dataset_id":"raw","project":"acme-data-dev"}
        """;
    google.create("google_bigquery_table", "{\"id\":\"t\",\"dataset_id\":\"raw\"}");
    assertThat(google.delete("google_bigquery_dataset", raw))
        .isEqualTo(
            "Error when reading or editing Dataset: googleapi: Error 400: Dataset acme-data-dev:raw is still in use, resourceInUse");
  }

  @Test
  void whatIsProtectedStays() {
    assertThat(google.delete(DATABASE, PG.replaceFirst("\\{", "{\"deletion_protection\":true,")))
        .startsWith("Error, failed to delete instance because deletion_protection is set to true");
    assertThat(
            google.delete(
                DATABASE, PG.replace("\"tier\"", "\"deletion_protection_enabled\":true,\"tier\"")))
        .contains("instanceDeletionProtectionEnabled");
    for (String type : List.of("google_compute_instance", RUN)) {
      assertThat(google.delete(type, "{\"id\":\"x\",\"name\":\"x\",\"deletion_protection\":true}"))
          .as(type)
          .containsIgnoringCase("deletion");
    }
  }

  @Test
  void aPeeringStaysWhileADatabaseUsesItAndFourDaysMore() {
    String connection =
        """
        {"id":"c","network":"https://www.googleapis.com/compute/v1/projects/acme-data-dev/global/networks/inner",
         "service":"servicenetworking.googleapis.com"}
        """;
    String type = "google_service_networking_connection";
    assertThat(google.delete(type, connection)).isEmpty();
    google.create(DATABASE, PG);
    assertThat(google.delete(type, connection))
        .startsWith("Unable to remove Service Networking Connection, err:")
        .endsWith("are still using this connection.");
    google.delete(DATABASE, PG);
    google.pass(Duration.ofDays(3));
    assertThat(google.delete(type, connection)).isNotEmpty();
    google.pass(Duration.ofDays(2));
    assertThat(google.delete(type, connection)).isEmpty();
  }

  @Test
  void theTwentyFifthCpuOfARegionIsRefusedAndAnotherRegionHasItsOwn() {
    for (int i = 0; i < 6; i++) {
      assertThat(
              google.create(
                  "google_compute_instance", machine("m" + i, "e2-standard-4", "us-central1-a")))
          .isEmpty();
    }
    assertThat(google.create("google_compute_instance", machine("m6", "e2-small", "us-central1-b")))
        .isEqualTo(
            "Error waiting for instance to create: Quota 'CPUS' exceeded.  Limit: 24.0 in region us-central1.\n\tmetric name = compute.googleapis.com/cpus\n\tlimit name = CPUS-per-project-region\n\tlimit = 24\n\tdimensions = map[region:us-central1]");
    assertThat(google.create("google_compute_instance", machine("m7", "e2-small", "us-east1-b")))
        .isEmpty();
    // The same machine does not count twice.
    assertThat(
            google.update(
                "google_compute_instance", machine("m5", "e2-standard-4", "us-central1-a")))
        .isEmpty();
  }

  @Test
  void addressesAndSolidDisksHaveQuotasToo() {
    for (int i = 0; i < 8; i++) {
      google.create("google_compute_address", address(i));
    }
    assertThat(google.create("google_compute_address", address(8)))
        .startsWith(
            "Error waiting to create Address: Error waiting for Creating Address: Quota 'STATIC_ADDRESSES' exceeded.  Limit: 8.0 in region us-central1.");
    String disk =
        """
        {"id":"d","name":"d","project":"acme-data-dev","zone":"us-central1-a","type":"pd-ssd","size":501}
        """;
    assertThat(google.create("google_compute_disk", disk)).contains("'SSD_TOTAL_GB' exceeded");
    assertThat(google.create("google_compute_disk", disk.replace("pd-ssd", "pd-standard")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "e2-standard-4, 4",
    "n1-highmem-16, 16",
    "e2-medium, 2",
    "f1-micro, 1",
    "custom-6-23040, 6",
    "e2-custom-2-4096, 2"
  })
  void aMachineTypeTellsItsCpus(String machine, int cpus) {
    assertThat(Quotas.cpus(machine)).isEqualTo(cpus);
  }

  @ParameterizedTest
  @CsvSource({
    "ubuntu:24.04, 8080, false",
    "docker.io/library/debian, 8080, false",
    "us-central1-docker.pkg.dev/p/hub/library/alpine:3, 8080, false",
    "nginx, 8080, false",
    "nginx, 80, true",
    "mageai/mageai:0.9.79, 6789, true",
    "us-central1-docker.pkg.dev/p/hub/mageai/mageai:0.9.79, 8080, false",
    "gcr.io/my-project/ubuntu, 8080, true",
    "us-docker.pkg.dev/cloudrun/container/hello, 8080, true"
  })
  void aServiceComesUpOnlyWhenItsImageListens(String image, int port, boolean listens) {
    String refused =
        google.create(
            RUN,
            """
            {"id":"s","name":"ui","location":"us-central1","template":[{"containers":[
             {"image":"%s","ports":[{"container_port":%d}]}]}]}
            """
                .formatted(image, port));
    if (listens) {
      assertThat(refused).isEmpty();
    } else {
      assertThat(refused)
          .startsWith(
              "Error waiting to create Service: Error waiting for Creating Service: Error code 9, message: Revision 'ui-00001-abc' is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port defined provided by the PORT=%d"
                  .formatted(port));
    }
  }

  @Test
  void aCommandOfOnesOwnMayListen() {
    assertThat(
            google.create(
                RUN,
                """
                {"id":"s","name":"ui","location":"us-central1","template":[{"containers":[
                 {"image":"python:3.12","command":["python"],"args":["-m","http.server","8080"]}]}]}
                """))
        .isEmpty();
  }

  @Test
  void youngPostgresTakesSmallTiersOnlyWithTheEnterpriseEdition() {
    assertThat(google.create(DATABASE, PG.replace("ENTERPRISE", "")))
        .contains("Invalid Tier (db-f1-micro) for (ENTERPRISE_PLUS) Edition");
    assertThat(google.create(DATABASE, PG.replace("ENTERPRISE", "").replace("_16", "_15")))
        .isEmpty();
  }

  private static String bucket(String name, String project, String location) {
    return "{\"id\":\"%s\",\"name\":\"%s\",\"project\":\"%s\",\"location\":\"%s\"}"
        .formatted(name, name, project, location);
  }

  private static String machine(String name, String type, String zone) {
    return """
    {"id":"%s","name":"%s","project":"acme-data-dev","zone":"%s","machine_type":"%s",
     "boot_disk":[{"initialize_params":[{"size":20,"type":"pd-balanced"}]}]}
    """
        .formatted(name, name, zone, type);
  }

  private static String address(int number) {
    return """
    {"id":"a%d","name":"a%d","project":"acme-data-dev","region":"us-central1","address_type":"EXTERNAL"}
    """
        .formatted(number, number);
  }
}
