package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import stacks.Case.Synthesis;
import stacks.parts.Removal;

/** Who has which role on what, exactly: one more line here is one more thing someone may do. */
class LeastPrivilegeTest {
  private static final Set<String> NOT_THE_TARGET =
      Set.of("//", "role", "member", "location", "zone", "condition", "depends_on");

  @Test
  void theOrchestratorMayUseItsOwnThingsAndTheLake() {
    assertThat(rolesOf("${google_service_account.orchestrator.member}", Case.DEV))
        .containsExactlyInAnyOrder(
            "roles/bigquery.dataEditor on bigquery_dataset ny_taxi",
            "roles/bigquery.dataEditor on bigquery_dataset staging",
            "roles/bigquery.jobUser on project acme-data-dev",
            "roles/bigquery.readSessionUser on project acme-data-dev",
            "roles/cloudsql.client on project acme-data-dev if resource.name =="
                + " \"projects/acme-data-dev/instances/mage\" && resource.service =="
                + " \"sqladmin.googleapis.com\"",
            "projects/acme-data-dev/roles/tollgateDatasetCreator on project acme-data-dev",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-database-url",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-jwt-download-secret",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-jwt-secret",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-owner-password",
            "roles/storage.objectAdmin on storage_bucket acme-data-dev-lake",
            "roles/storage.objectAdmin on storage_bucket acme-data-dev-landing",
            "roles/storage.objectAdmin on storage_bucket orchestrator",
            "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket"
                + " acme-data-dev-lake",
            "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket"
                + " acme-data-dev-landing",
            "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket orchestrator");
  }

  @Test
  void theWorkstationMayUseTheLake() {
    assertThat(rolesOf("${google_service_account.workstation.member}", Case.DEV))
        .containsExactlyInAnyOrder(
            "roles/artifactregistry.reader on artifact_registry_repository docker-hub",
            "roles/bigquery.dataEditor on bigquery_dataset ny_taxi",
            "roles/bigquery.dataEditor on bigquery_dataset staging",
            "roles/bigquery.jobUser on project acme-data-dev",
            "roles/bigquery.readSessionUser on project acme-data-dev",
            "roles/logging.logWriter on project acme-data-dev",
            "roles/monitoring.metricWriter on project acme-data-dev",
            "roles/storage.objectAdmin on storage_bucket acme-data-dev-lake",
            "roles/storage.objectAdmin on storage_bucket acme-data-dev-landing",
            "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket"
                + " acme-data-dev-lake",
            "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket"
                + " acme-data-dev-landing");
  }

  @Test
  void theWorkstationOnlyReadsAProtectedLake() {
    assertThat(rolesOf("${google_service_account.workstation.member}", Case.PROD))
        .contains(
            "roles/storage.objectViewer on storage_bucket acme-data-prod-lake",
            "roles/bigquery.dataViewer on bigquery_dataset ny_taxi")
        .noneMatch(role -> role.contains("objectAdmin") || role.contains("dataEditor"));
  }

  @Test
  void whatRunsOnTheWorkstationSharesItsAccountAndAddsOnlyWhatItNeeds() {
    assertThat(rolesOf("${google_service_account.workstation.member}", Case.LEARNER))
        .containsExactlyInAnyOrder(
            "roles/artifactregistry.reader on artifact_registry_repository docker-hub",
            "roles/bigquery.dataEditor on bigquery_dataset ny_taxi",
            "roles/bigquery.dataEditor on bigquery_dataset staging",
            "roles/bigquery.jobUser on project acme-learn",
            "roles/bigquery.readSessionUser on project acme-learn",
            "roles/logging.logWriter on project acme-learn",
            "roles/monitoring.metricWriter on project acme-learn",
            "roles/storage.objectAdmin on storage_bucket acme-learn-lake",
            "projects/acme-learn/roles/tollgateBucketMetadata on storage_bucket acme-learn-lake");
    assertThat(
            rolesOf("serviceAccount:workstation@acme-learn.iam.gserviceaccount.com", Case.LEARNER))
        .containsExactly("projects/acme-learn/roles/tollgateDatasetCreator on project acme-learn");
  }

  @Test
  void withCloudSqlTheWorkstationConnectsToThatInstanceAndReadsThoseSecrets() {
    assertThat(
            rolesOf(
                "serviceAccount:workstation@acme-learn.iam.gserviceaccount.com",
                Case.synthesize(
                    Case.settings(
                        Case.LEARNER,
                        text ->
                            text.replace(
                                "target: vm", "target: vm\n  database: {connection: connector}")),
                    Removal.NONE)))
        .containsExactlyInAnyOrder(
            "projects/acme-learn/roles/tollgateDatasetCreator on project acme-learn",
            "roles/cloudsql.client on project acme-learn if resource.name =="
                + " \"projects/acme-learn/instances/mage\" && resource.service =="
                + " \"sqladmin.googleapis.com\"",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-database-url",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-jwt-download-secret",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-jwt-secret",
            "roles/secretmanager.secretAccessor on secret_manager_secret mage-owner-password");
  }

  @Test
  void aUserMayUseTheWorkstationAndSignInToTheOrchestrator() {
    assertThat(rolesOf("user:ada@acme.example", Case.DEV))
        .containsExactlyInAnyOrder(
            "roles/compute.osAdminLogin on compute_instance workstation",
            "projects/acme-data-dev/roles/tollgateMachineOperator on compute_instance workstation",
            "projects/acme-data-dev/roles/tollgateMachineObserver on project acme-data-dev",
            "roles/iap.tunnelResourceAccessor on iap_tunnel_instance workstation if"
                + " destination.port == 22",
            "roles/iam.serviceAccountUser on service_account"
                + " projects/acme-data-dev/serviceAccounts/${google_service_account.workstation.email}",
            "roles/iap.httpsResourceAccessor on iap_web_cloud_run_service mage");
  }

  @Test
  void googlesOwnAccountsMayStopTheMachineAndPassOnSignedInRequests() {
    String number = "${data.google_project.project.number}";
    assertThat(
            rolesOf(
                "serviceAccount:service-" + number + "@compute-system.iam.gserviceaccount.com",
                Case.DEV))
        .containsExactly(
            "projects/acme-data-dev/roles/tollgateMachineSchedule on project acme-data-dev");
    assertThat(
            rolesOf(
                "serviceAccount:service-" + number + "@gcp-sa-iap.iam.gserviceaccount.com",
                Case.DEV))
        .containsExactly("roles/run.invoker on cloud_run_v2_service mage");
  }

  @Test
  void nobodyElseGetsAnything() {
    Set<String> members = new TreeSet<>();
    Case.DEV
        .synthesis()
        .resources()
        .forEach(
            (address, resource) -> {
              if (address.contains("_iam_member.")) {
                members.add(resource.path("member").asText());
              }
            });
    assertThat(members)
        .containsExactlyInAnyOrder(
            "${google_service_account.orchestrator.member}",
            "${google_service_account.workstation.member}",
            "user:ada@acme.example",
            "serviceAccount:service-${data.google_project.project.number}@compute-system.iam.gserviceaccount.com",
            "serviceAccount:service-${data.google_project.project.number}@gcp-sa-iap.iam.gserviceaccount.com");
  }

  @Test
  void withoutSignInTheUsersThemselvesCallTheService() {
    assertThat(rolesOf("domain:acme.example", Case.EVERY_CHOICE))
        .containsExactly("roles/run.invoker on cloud_run_v2_service mage");
    assertThat(
            Case.EVERY_CHOICE.synthesis().resources("google_iap_web_cloud_run_service_iam_member"))
        .isEmpty();
  }

  @Test
  void theDeployerMakesWhatTheStacksHoldAndGrantsTheirRolesOnly() {
    String limit =
        "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(["
            + "'projects/acme-data-dev/roles/tollgateDatasetCreator',"
            + " 'projects/acme-data-dev/roles/tollgateMachineObserver',"
            + " 'projects/acme-data-dev/roles/tollgateMachineSchedule',"
            + " 'roles/bigquery.jobUser', 'roles/bigquery.readSessionUser', 'roles/cloudsql.client',"
            + " 'roles/logging.logWriter', 'roles/monitoring.metricWriter'])";
    assertThat(rolesOf("${google_service_account.tollgate-deployer.member}", Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            "roles/artifactregistry.admin on project acme-data-dev",
            "roles/bigquery.dataOwner on project acme-data-dev",
            "roles/cloudsql.admin on project acme-data-dev",
            "roles/compute.instanceAdmin.v1 on project acme-data-dev",
            "roles/compute.networkAdmin on project acme-data-dev",
            "roles/compute.securityAdmin on project acme-data-dev",
            "roles/file.editor on project acme-data-dev",
            "roles/iam.roleAdmin on project acme-data-dev",
            "roles/iam.serviceAccountAdmin on project acme-data-dev",
            "roles/iam.workloadIdentityPoolAdmin on project acme-data-dev",
            "roles/iap.admin on project acme-data-dev",
            "roles/logging.configWriter on project acme-data-dev",
            "roles/monitoring.alertPolicyEditor on project acme-data-dev",
            "roles/monitoring.notificationChannelEditor on project acme-data-dev",
            "roles/resourcemanager.projectIamAdmin on project acme-data-dev if " + limit,
            "roles/run.admin on project acme-data-dev",
            "roles/secretmanager.admin on project acme-data-dev",
            "roles/serviceusage.serviceUsageAdmin on project acme-data-dev",
            "roles/storage.admin on project acme-data-dev");
  }

  @Test
  void aDeployerOfStacksThatGrantNothingOnTheProjectGrantsNothingThere()
      throws tollgate.config.SettingsException {
    Synthesis made =
        Case.synthesize(
            tollgate.config.SettingsLoader.parse(
                """
                project: acme-data-dev
                region: us-central1
                data_location: US
                owner: data-team@acme.example
                budget: {monthly: 10 USD}
                lake: {buckets: [{purpose: lake}]}
                deployer: {people: ["user:ada@acme.example"]}
                """,
                "tollgate.yaml",
                java.util.Optional.empty()),
            stacks.parts.Removal.NONE);
    assertThat(made.resources("google_project_iam_member").values())
        .extracting(grant -> grant.path("role").asText())
        .containsExactlyInAnyOrder(
            "roles/iam.securityReviewer",
            "roles/iam.serviceAccountAdmin",
            "roles/serviceusage.serviceUsageAdmin",
            "roles/storage.admin");
  }

  @Test
  void moreRolesThanAListHoldsAreSeveralLists() {
    assertThat(DeployerAccount.limit(new TreeSet<>(Set.of("r/a", "r/b"))).expression())
        .isEqualTo(
            "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['r/a',"
                + " 'r/b'])");
    Set<String> many = new TreeSet<>();
    for (int i = 0; i < 21; i++) {
      many.add("roles/x" + i);
    }
    String expression = DeployerAccount.limit(new TreeSet<>(many)).expression();
    assertThat(expression.split(" \\|\\| ")).hasSize(3);
    assertThat(many).allSatisfy(role -> assertThat(expression).contains("'" + role + "'"));
  }

  @Test
  void theDeployerUsesTheAccountsOfTheStacksAndNoOthers() {
    assertThat(
            rolesOf(
                "serviceAccount:tollgate-deployer@acme-data-dev.iam.gserviceaccount.com",
                Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            "roles/iam.serviceAccountUser on service_account"
                + " projects/acme-data-dev/serviceAccounts/${google_service_account.orchestrator.email}",
            "roles/iam.serviceAccountUser on service_account"
                + " projects/acme-data-dev/serviceAccounts/${google_service_account.workstation.email}");
  }

  @Test
  void peopleAndOnePlaceOnGithubDeployAsTheDeployer() {
    String deployer =
        " on service_account"
            + " projects/acme-data-dev/serviceAccounts/${google_service_account.tollgate-deployer.email}";
    assertThat(rolesOf("group:platform@acme.example", Case.EVERY_CHOICE))
        .containsExactly("roles/iam.serviceAccountTokenCreator" + deployer);
    assertThat(
            rolesOf(
                "principalSet://iam.googleapis.com/projects/123456789012/locations/global"
                    + "/workloadIdentityPools/tollgate-github/attribute.repository/acme/data-platform",
                Case.EVERY_CHOICE))
        .containsExactly("roles/iam.workloadIdentityUser" + deployer);
    assertThat(
            Case.EVERY_CHOICE
                .synthesis()
                .resource("google_iam_workload_identity_pool_provider")
                .path("attribute_condition")
                .asText())
        .isEqualTo(
            "assertion.repository == 'acme/data-platform' && assertion.repository_id == '4711' &&"
                + " assertion.environment == 'production'");
  }

  @Test
  void theAuditLogsSinkOnlyWrites() {
    assertThat(
            rolesOf("${google_logging_project_sink.audit-log.writer_identity}", Case.EVERY_CHOICE))
        .containsExactly("roles/storage.objectCreator on storage_bucket audit-log");
  }

  @Test
  void readersAndWritersOfTheLakeGetExactlyThat() {
    assertThat(rolesOf("group:lake-readers@acme.example", Case.EVERY_CHOICE))
        .containsExactly("roles/storage.objectViewer on storage_bucket lake");
    assertThat(rolesOf("group:lake-writers@acme.example", Case.EVERY_CHOICE))
        .containsExactly("roles/storage.objectAdmin on storage_bucket lake");
    assertThat(rolesOf("group:table-readers@acme.example", Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            "roles/bigquery.dataViewer on bigquery_dataset ny_taxi",
            "roles/bigquery.jobUser on project acme-data-dev");
    assertThat(rolesOf("group:table-writers@acme.example", Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            "roles/bigquery.dataEditor on bigquery_dataset ny_taxi",
            "roles/bigquery.jobUser on project acme-data-dev");
  }

  @Test
  void aKeyIsUsedByTheProductsThatEncryptWithItOnly() {
    String key = "projects/acme-keys/locations/";
    String use = "roles/cloudkms.cryptoKeyEncrypterDecrypter on kms_crypto_key " + key;
    assertThat(
            rolesOf(
                "serviceAccount:service-123456789012@gs-project-accounts.iam.gserviceaccount.com",
                Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            use + "europe/keyRings/data/cryptoKeys/everything",
            use + "eur4/keyRings/data/cryptoKeys/raw");
    assertThat(
            rolesOf(
                "serviceAccount:bq-123456789012@bigquery-encryption.iam.gserviceaccount.com",
                Case.EVERY_CHOICE))
        .containsExactlyInAnyOrder(
            use + "europe/keyRings/data/cryptoKeys/everything",
            use + "europe/keyRings/data/cryptoKeys/own");
  }

  @Test
  void customRolesHoldWhatTheirNamesSay() {
    Synthesis synthesis = Case.DEV.synthesis();
    assertThat(synthesis.resources("google_project_iam_custom_role"))
        .allSatisfy(
            (address, role) ->
                assertThat(permissions(role))
                    .isEqualTo(
                        switch (role.path("role_id").asText()) {
                          case "tollgateBucketMetadata" -> List.of("storage.buckets.get");
                          case "tollgateDatasetCreator" -> List.of("bigquery.datasets.create");
                          case "tollgateMachineSchedule" ->
                              List.of("compute.instances.start", "compute.instances.stop");
                          case "tollgateMachineObserver" ->
                              List.of(
                                  "compute.instances.list",
                                  "compute.projects.get",
                                  "compute.zoneOperations.get");
                          case "tollgateMachineOperator" ->
                              List.of(
                                  "compute.instances.get",
                                  "compute.instances.getGuestAttributes",
                                  "compute.instances.resume",
                                  "compute.instances.start",
                                  "compute.instances.stop",
                                  "compute.instances.suspend");
                          default -> List.of("a role nobody described");
                        }));
  }

  private static List<String> permissions(JsonNode role) {
    List<String> permissions = new java.util.ArrayList<>();
    role.path("permissions").forEach(permission -> permissions.add(permission.asText()));
    return permissions;
  }

  private static Set<String> rolesOf(String member, Case settings) {
    return rolesOf(member, settings.synthesis());
  }

  /**
   * {@code ROLE on TYPE NAME}, with the condition if there is one, for each of a member's grants.
   */
  static Set<String> rolesOf(String member, Synthesis synthesis) {
    Set<String> roles = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : synthesis.resources().entrySet()) {
      JsonNode resource = entry.getValue();
      if (entry.getKey().contains("_iam_member.")
          && resource.path("member").asText().equals(member)) {
        String address = entry.getKey();
        String type =
            address
                .substring(address.indexOf(" google_") + " google_".length(), address.indexOf('.'))
                .replace("_iam_member", "");
        String condition = resource.at("/condition/expression").asText();
        roles.add(
            "%s on %s %s%s"
                .formatted(
                    resource.path("role").asText(),
                    type,
                    target(resource),
                    condition.isEmpty() ? "" : " if " + condition));
      }
    }
    return roles;
  }

  /** The one argument that names what the role is granted on. */
  private static String target(JsonNode grant) {
    List<String> names =
        grant.properties().stream()
            .filter(argument -> !NOT_THE_TARGET.contains(argument.getKey()))
            .map(argument -> argument.getValue().asText())
            .toList();
    assertThat(names).hasSize(1);
    return names.get(0).replaceAll("^\\$\\{google_[a-z0-9_]+\\.([A-Za-z0-9_-]+)\\.[a-z_]+}$", "$1");
  }
}
