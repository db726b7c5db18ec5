package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stacks.Matrix.Combination;
import tollgate.config.DatabaseConnection;
import tollgate.config.OrchestratorAccess;
import tollgate.config.OrchestratorKind;
import tollgate.config.OrchestratorStorage;
import tollgate.config.OrchestratorTarget;
import tollgate.config.read.Choice;

/** Who may do what with an orchestrator, exactly, in every combination. */
class MatrixPrivilegeTest {
  private static final String RUNNER = "${google_service_account.orchestrator.member}";
  private static final String MACHINE =
      "serviceAccount:workstation@acme-data-dev.iam.gserviceaccount.com";
  private static final String SIGN_IN =
      "serviceAccount:service-123456789012@gcp-sa-iap.iam.gserviceaccount.com";
  private static final String USER = "user:ada@acme.example";

  /** What every pipeline needs: the lake. */
  private static final Set<String> LAKE =
      Set.of(
          "roles/bigquery.dataEditor on bigquery_dataset taxi",
          "roles/bigquery.jobUser on project acme-data-dev",
          "roles/bigquery.readSessionUser on project acme-data-dev",
          "roles/storage.objectAdmin on storage_bucket acme-data-dev-lake",
          "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket acme-data-dev-lake");

  private static final Map<OrchestratorKind, List<String>> SECRETS =
      Map.of(
          OrchestratorKind.MAGE,
          List.of(
              "mage-database-url",
              "mage-jwt-download-secret",
              "mage-jwt-secret",
              "mage-owner-password"),
          OrchestratorKind.KESTRA,
          List.of("kestra-database-password", "kestra-owner-password"),
          OrchestratorKind.AIRFLOW,
          List.of("airflow-database-url", "airflow-fernet-key", "airflow-jwt-secret"),
          OrchestratorKind.PREFECT,
          List.of("prefect-auth-string", "prefect-database-url"),
          OrchestratorKind.DAGSTER,
          List.of("dagster-database-url"));

  @ParameterizedTest
  @EnumSource
  void theRunnerMayUseItsOwnThingsAndTheLake(OrchestratorKind kind) {
    for (Combination combination : onCloudRun(kind)) {
      assertThat(LeastPrivilegeTest.rolesOf(RUNNER, combination.synthesis()))
          .as(combination.toString())
          .isEqualTo(expected(combination));
    }
  }

  @ParameterizedTest
  @EnumSource
  void onlyWhoTheSettingsNameGetsIn(OrchestratorKind kind) {
    String name = Choice.spelled(kind);
    for (Combination combination : onCloudRun(kind)) {
      OrchestratorAccess access = combination.choices().access();
      assertThat(orchestratorRoles(USER, combination))
          .as(combination.toString())
          .isEqualTo(
              switch (access) {
                case IAP ->
                    Set.of("roles/iap.httpsResourceAccessor on iap_web_cloud_run_service " + name);
                case IAM -> Set.of("roles/run.invoker on cloud_run_v2_service " + name);
                case PUBLIC -> Set.of();
              });
      assertThat(LeastPrivilegeTest.rolesOf(SIGN_IN, combination.synthesis()))
          .as(combination.toString())
          .isEqualTo(
              access == OrchestratorAccess.IAP
                  ? Set.of("roles/run.invoker on cloud_run_v2_service " + name)
                  : Set.of());
    }
  }

  @ParameterizedTest
  @EnumSource
  void nobodyElseGetsAnything(OrchestratorKind kind) {
    for (Combination combination : onCloudRun(kind)) {
      combination
          .synthesis()
          .resources()
          .forEach(
              (address, resource) -> {
                if (address.startsWith("orchestrator ") && address.contains("_iam_member.")) {
                  assertThat(resource.path("member").asText())
                      .as("%s: %s", combination, address)
                      .isIn(RUNNER, SIGN_IN, USER);
                }
              });
    }
  }

  @ParameterizedTest
  @EnumSource
  void onTheWorkstationItsAccountGetsWhatTheOrchestratorNeedsBesides(OrchestratorKind kind) {
    for (Combination combination : Matrix.possible(kind)) {
      if (combination.choices().target() == OrchestratorTarget.VM) {
        JsonNode stack = combination.synthesis().stack("orchestrator");
        assertThat(LeastPrivilegeTest.rolesOf(MACHINE, only(stack, combination)))
            .as(combination.toString())
            .isEqualTo(needed(combination));
        assertThat(stack.findValuesAsText("member"))
            .as(combination.toString())
            .allMatch(MACHINE::equals);
      }
    }
  }

  private static Case.Synthesis only(JsonNode stack, Combination combination) {
    return new Case.Synthesis(
        List.of(), Map.of("orchestrator", stack.toString()), combination.synthesis().outdir());
  }

  private static Set<String> expected(Combination combination) {
    Set<String> roles = new TreeSet<>(LAKE);
    roles.addAll(needed(combination));
    return roles;
  }

  /** What an orchestrator needs besides the lake. */
  private static Set<String> needed(Combination combination) {
    Set<String> roles = new TreeSet<>();
    OrchestratorKind kind = combination.kind();
    // With a database beside it, its passwords are drawn on the machine and never leave it.
    if (combination.choices().connection() != DatabaseConnection.BESIDE) {
      SECRETS.getOrDefault(kind, List.of()).forEach(id -> roles.add(reads(id)));
    }
    if (kind == OrchestratorKind.MAGE) {
      roles.add("projects/acme-data-dev/roles/tollgateDatasetCreator on project acme-data-dev");
    }
    if (combination.choices().connection() == DatabaseConnection.CONNECTOR) {
      roles.add(
          "roles/cloudsql.client on project acme-data-dev if resource.name =="
              + " \"projects/acme-data-dev/instances/%s\" && resource.service == \"sqladmin.googleapis.com\""
                  .formatted(Choice.spelled(kind)));
    } else if (combination.choices().connection() == DatabaseConnection.PRIVATE_IP
        && kind == OrchestratorKind.AIRFLOW) {
      roles.add(reads("airflow-database-url-async"));
    }
    if (combination.choices().storage() == OrchestratorStorage.GCS) {
      roles.add("roles/storage.objectAdmin on storage_bucket orchestrator");
      roles.add(
          "projects/acme-data-dev/roles/tollgateBucketMetadata on storage_bucket orchestrator");
    }
    if (combination.choices().storage() == OrchestratorStorage.GIT) {
      roles.add(reads("pipelines-token"));
    }
    return roles;
  }

  private static String reads(String secret) {
    return "roles/secretmanager.secretAccessor on secret_manager_secret " + secret;
  }

  private static List<Combination> onCloudRun(OrchestratorKind kind) {
    return Matrix.possible(kind).stream()
        .filter(each -> each.choices().target() == OrchestratorTarget.CLOUD_RUN)
        .toList();
  }

  /** The workstation's own grants to the same person are its own tests' subject. */
  private static Set<String> orchestratorRoles(String member, Combination combination) {
    Set<String> roles = new TreeSet<>(LeastPrivilegeTest.rolesOf(member, combination.synthesis()));
    roles.removeIf(role -> !role.contains("cloud_run"));
    return roles;
  }
}
