package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real terraform against the simulated provider. */
class SandboxTest {
  private static final Options OPTIONS =
      Options.standard()
          .withTypes(
              Set.of(
                  "google_storage_bucket",
                  "google_storage_bucket_object",
                  "google_service_account",
                  "google_project_iam_member",
                  "google_bigquery_dataset",
                  "google_sql_database_instance",
                  "google_sql_user",
                  "google_project",
                  "google_client_config"));

  private static final String LAKE =
      """
      {"provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
       "terraform":{"required_providers":{"google":{"source":"hashicorp/google"}}},
       "data":{"google_project":{"here":{}}},
       "resource":{
        "google_storage_bucket":{"lake":{"name":"acme-lake","location":"EU","labels":{"tier":"%s"}}},
        "google_service_account":{"etl":{"account_id":"etl-runner"}},
        "google_project_iam_member":{"etl":{"project":"acme-data-dev","role":"roles/viewer",
          "member":"${google_service_account.etl.member}"}},
        "google_bigquery_dataset":{"raw":{"dataset_id":"raw","location":"%s",
          "description":"from ${google_storage_bucket.lake.url}"}}},
       "output":{"bucket":{"value":"${google_storage_bucket.lake.url}"},
        "number":{"value":"${data.google_project.here.number}"}}}
      """;

  private static final String DATABASE =
      """
      {"provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
       "terraform":{"required_providers":{"google":{"source":"hashicorp/google"}}},
       "variable":{"password":{"type":"string","ephemeral":true}},
       "resource":{
        "google_sql_database_instance":{"pg":{"name":"pg","database_version":"POSTGRES_16",
          "deletion_protection":%s,"settings":{"tier":"db-f1-micro","edition":"ENTERPRISE"}}},
        "google_sql_user":{"mage":{"name":"mage","instance":"${google_sql_database_instance.pg.name}",
          "password_wo":"${var.password}","password_wo_version":1}}}}
      """;

  private final Path work;
  private final Path store;

  SandboxTest(@TempDir Path directory) {
    this.work = directory.resolve("work");
    this.store = directory.resolve("store");
  }

  @BeforeEach
  void terraformIsThere() throws IOException {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Files.createDirectories(work);
  }

  @Test
  void aStackIsCreatedChangedReplacedAndDestroyed() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", LAKE.formatted("raw", "EU"));
      succeed(terraform.run("init", "-input=false", "-no-color"));
      assertThat(work.resolve(".terraform.lock.hcl")).doesNotExist();
      assertThat(actions(terraform.plan())).hasSize(4).allMatch(each -> each.contains("create"));
      succeed(terraform.run("apply", "-input=false", "-no-color", "plan"));
      assertThat(sandbox.objects())
          .extracting(SandboxObject::type)
          .containsExactlyInAnyOrder(
              "google_storage_bucket",
              "google_service_account",
              "google_project_iam_member",
              "google_bigquery_dataset");
      assertThat(terraform.run("output", "-raw", "bucket").stdout()).isEqualTo("gs://acme-lake");
      assertThat(detailed(terraform)).isZero();

      terraform.write("main.tf.json", LAKE.formatted("gold", "EU"));
      assertThat(actions(terraform.plan()))
          .containsExactly("google_storage_bucket.lake [\"update\"]");
      terraform.write("main.tf.json", LAKE.formatted("gold", "US"));
      assertThat(actions(terraform.plan()))
          .contains("google_bigquery_dataset.raw [\"delete\",\"create\"]");
      succeed(terraform.run("apply", "-auto-approve", "-input=false", "-no-color"));
      assertThat(detailed(terraform)).isZero();

      succeed(terraform.run("destroy", "-auto-approve", "-input=false", "-no-color"));
      assertThat(sandbox.objects()).isEmpty();
    }
  }

  @Test
  void driftIsFoundAndWhatExistsCanBeImported() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", LAKE.formatted("raw", "EU"));
      succeed(terraform.run("init", "-input=false", "-no-color"));
      succeed(terraform.run("apply", "-auto-approve", "-input=false", "-no-color"));

      succeed(terraform.run("state", "rm", "google_bigquery_dataset.raw"));
      Terraform.Result again = terraform.run("apply", "-auto-approve", "-input=false", "-no-color");
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.output()).contains("Error 409: Already Exists: Dataset acme-data-dev:raw");

      succeed(terraform.run("import", "-no-color", "google_bigquery_dataset.raw", "raw"));
      assertThat(detailed(terraform)).isZero();
      Terraform.Result unknown =
          terraform.run("import", "-no-color", "google_service_account.other", "nobody");
      assertThat(unknown.exit()).isEqualTo(1);
    }
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      assertThat(sandbox.objects()).hasSize(4);
    }
    Sandbox.reset(store);
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      JsonNode plan = terraform.plan();
      assertThat(actions(plan)).hasSize(4).allMatch(each -> each.contains("create"));
      assertThat(plan.path("resource_drift")).hasSize(4);
    }
  }

  @Test
  void anEphemeralPasswordIsInNoFile() throws Exception {
    String secret = "correct-horse-7731";
    Map<String, String> variable = Map.of("TF_VAR_password", secret);
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", DATABASE.formatted("true"));
      succeed(terraform.run("init", "-input=false", "-no-color"));
      succeed(terraform.run(variable, "plan", "-input=false", "-no-color", "-out=plan"));
      // Terraform keeps no ephemeral value in a saved plan, so it must be given again.
      Terraform.Result without = terraform.run("apply", "-input=false", "-no-color", "plan");
      assertThat(without.exit()).isEqualTo(1);
      assertThat(without.output()).contains("No value for required variable");
      succeed(terraform.run(variable, "apply", "-input=false", "-no-color", "plan"));
      assertThat(sandbox.objects()).hasSize(2);
      assertThat(terraform.run("show", "-json", "plan").stdout()).doesNotContain(secret);

      Terraform.Result protectedInstance =
          terraform.run(variable, "destroy", "-auto-approve", "-input=false", "-no-color");
      assertThat(protectedInstance.exit()).isEqualTo(1);
      assertThat(protectedInstance.output().replaceAll("[\\s│]+", " "))
          .contains("deletion_protection is set to true");
      terraform.write("main.tf.json", DATABASE.formatted("false"));
      succeed(terraform.run(variable, "apply", "-auto-approve", "-input=false", "-no-color"));
      succeed(terraform.run(variable, "destroy", "-auto-approve", "-input=false", "-no-color"));
      assertThat(sandbox.objects()).isEmpty();
    }
    try (Stream<Path> files = Files.walk(work.getParent())) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        assertThat(new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1))
            .as(each.toString())
            .doesNotContain(secret);
      }
    }
  }

  @Test
  void twoAliasesOfTheProviderKeepTheirOwnProjects() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write(
          "main.tf.json",
          """
          {"provider":{"google":[{"project":"one"},{"alias":"other","project":"two"}]},
           "resource":{"google_service_account":{"a":{"account_id":"account-a"},
            "b":{"account_id":"account-b","provider":"google.other"}}}}
          """);
      succeed(terraform.run("init", "-input=false", "-no-color"));
      succeed(terraform.run("apply", "-auto-approve", "-input=false", "-no-color"));
      assertThat(sandbox.objects())
          .extracting(SandboxObject::id)
          .containsExactlyInAnyOrder(
              "projects/one/serviceAccounts/account-a@one.iam.gserviceaccount.com",
              "projects/two/serviceAccounts/account-b@two.iam.gserviceaccount.com");
    }
  }

  @Test
  void theEnvironmentIsNeverEmptyAndPointsAtThisMachine() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      assertThat(sandbox.environment()).containsOnlyKeys("TF_REATTACH_PROVIDERS");
      assertThat(sandbox.environment().get("TF_REATTACH_PROVIDERS"))
          .contains("127.0.0.1:")
          .contains("\"Test\":true")
          .contains("registry.terraform.io/hashicorp/google");
    }
  }

  private static int detailed(Terraform terraform) throws IOException, InterruptedException {
    Terraform.Result plan =
        terraform.run("plan", "-input=false", "-no-color", "-detailed-exitcode");
    assertThat(plan.exit()).as(plan.output()).isIn(0, 2);
    return plan.exit();
  }

  private static List<String> actions(JsonNode plan) {
    return Stream.of(plan.path("resource_changes"))
        .flatMap(
            changes -> {
              List<JsonNode> all = new java.util.ArrayList<>();
              changes.forEach(all::add);
              return all.stream();
            })
        .filter(each -> each.path("mode").asText().equals("managed"))
        .map(each -> each.path("address").asText() + " " + each.path("change").path("actions"))
        .filter(each -> !each.endsWith("[\"no-op\"]"))
        .toList();
  }

  private static void succeed(Terraform.Result result) {
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
