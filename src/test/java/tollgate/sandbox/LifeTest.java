package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What terraform can do with resources besides making and destroying them. */
class LifeTest {
  private static final String TWO =
      """
      {"provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
       "resource":{
        "google_service_account":{"etl":{"account_id":"etl-runner"}},
        "google_storage_bucket":{"lake":{"name":"acme-lake","location":"EU"}}}}
      """;

  private final Path work;
  private final Path store;
  private Sandbox sandbox;
  private Terraform terraform;

  @SuppressWarnings("NullAway.Init") // by the method before each test
  LifeTest(@TempDir Path directory) {
    this.work = directory.resolve("work");
    this.store = directory.resolve("store");
  }

  @BeforeEach
  void aStack() throws Exception {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Files.createDirectories(work);
    sandbox =
        Sandbox.start(
            store,
            Options.standard()
                .withTypes(Set.of("google_service_account", "google_storage_bucket")));
    terraform = new Terraform(work, sandbox.environment());
    terraform.write("main.tf.json", TWO);
    succeed("init", "-input=false");
  }

  @AfterEach
  void end() {
    if (sandbox != null) {
      sandbox.close();
    }
  }

  @Test
  void targetMakesAndDestroysWhatItNames() throws Exception {
    succeed("apply", "-auto-approve", "-input=false", "-target=google_storage_bucket.lake");
    assertThat(existing()).containsExactly("google_storage_bucket acme-lake");

    succeed("apply", "-auto-approve", "-input=false");
    succeed("destroy", "-auto-approve", "-input=false", "-target=google_storage_bucket.lake");

    assertThat(sandbox.objects())
        .extracting(SandboxObject::type)
        .containsExactly("google_service_account");
  }

  @Test
  void replaceDestroysAndMakesAnew() throws Exception {
    succeed("apply", "-auto-approve", "-input=false");
    SandboxObject before = bucket();
    JsonNode plan = terraform.plan("-replace=google_storage_bucket.lake");
    assertThat(changes(plan)).containsExactly("google_storage_bucket.lake [\"delete\",\"create\"]");

    succeed("apply", "-input=false", "plan");

    assertThat(bucket().id()).isEqualTo(before.id());
    assertThat(bucket().created()).isAfter(before.created());
    assertThat(changes(terraform.plan())).isEmpty();
  }

  @Test
  void aMovedBlockRenamesWithoutAChange() throws Exception {
    succeed("apply", "-auto-approve", "-input=false");
    SandboxObject before = bucket();
    terraform.write(
        "main.tf.json",
        TWO.replace("\"lake\"", "\"pond\"")
            .replaceFirst(
                "\\{",
                "{\"moved\":[{\"from\":\"google_storage_bucket.lake\",\"to\":\"google_storage_bucket.pond\"}],"));

    assertThat(changes(terraform.plan())).isEmpty();
    succeed("apply", "-input=false", "plan");

    assertThat(terraform.run("state", "list").stdout())
        .contains("google_storage_bucket.pond")
        .doesNotContain("google_storage_bucket.lake");
    assertThat(bucket().created()).isEqualTo(before.created());
  }

  @Test
  void aRemovedBlockForgetsAndWhatIsThereCanBeTakenInAgain() throws Exception {
    succeed("apply", "-auto-approve", "-input=false");
    terraform.write(
        "main.tf.json",
        """
        {"provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
         "removed":[{"from":"google_storage_bucket.lake","lifecycle":[{"destroy":false}]}],
         "resource":{"google_service_account":{"etl":{"account_id":"etl-runner"}}}}
        """);
    succeed("apply", "-auto-approve", "-input=false");
    assertThat(existing()).contains("google_storage_bucket acme-lake");
    assertThat(terraform.run("state", "list").stdout()).doesNotContain("google_storage_bucket");

    terraform.write(
        "main.tf.json",
        TWO.replaceFirst(
            "\\{",
            "{\"import\":[{\"to\":\"google_storage_bucket.lake\",\"id\":\"acme-data-dev/acme-lake\"}],"));
    assertThat(changes(terraform.plan())).isEmpty();
    succeed("apply", "-input=false", "plan");
    assertThat(terraform.run("state", "list").stdout()).contains("google_storage_bucket.lake");
  }

  @Test
  void whatTheProviderCannotImportIsRefusedInItsWords() throws Exception {
    Path other = Files.createDirectories(work.resolveSibling("other"));
    try (Sandbox keys =
        Sandbox.start(
            other.resolve("store"),
            Options.standard().withTypes(Set.of("google_service_account_key")))) {
      Terraform here = new Terraform(other, keys.environment());
      here.write(
          "main.tf.json",
          """
          {"provider":{"google":{"project":"acme-data-dev"}},
           "resource":{"google_service_account_key":{"k":{"service_account_id":"etl"}}}}
          """);
      here.run("init", "-input=false");

      Terraform.Result refused =
          here.run("import", "-no-color", "google_service_account_key.k", "anything");

      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.output())
          .contains("resource google_service_account_key doesn't support import");
    }
  }

  @Test
  void terraformTestRunsAndLeavesNothing() throws Exception {
    Files.createDirectories(work.resolve("tests"));
    terraform.write(
        "tests/lake.tftest.hcl",
        """
        run "planned" {
          command = plan
          assert {
            condition     = google_storage_bucket.lake.storage_class == "STANDARD"
            error_message = "the class is not the usual one"
          }
        }
        run "made" {
          assert {
            condition     = google_storage_bucket.lake.url == "gs://acme-lake"
            error_message = "the bucket has another address"
          }
        }
        """);

    Terraform.Result test = terraform.run("test", "-no-color");

    assertThat(test.exit()).as(test.output()).isZero();
    assertThat(test.stdout()).contains("2 passed, 0 failed");
    assertThat(sandbox.objects()).isEmpty();
  }

  private SandboxObject bucket() {
    return sandbox.objects().stream()
        .filter(each -> each.type().equals("google_storage_bucket"))
        .findFirst()
        .orElseThrow();
  }

  private List<String> existing() {
    return sandbox.objects().stream().map(each -> each.type() + " " + each.id()).toList();
  }

  /** Address and actions of what a plan changes. */
  private static List<String> changes(JsonNode plan) {
    return StreamSupport.stream(plan.path("resource_changes").spliterator(), false)
        .map(each -> each.path("address").asText() + " " + each.path("change").path("actions"))
        .filter(each -> !each.endsWith("[\"no-op\"]"))
        .toList();
  }

  private void succeed(String... arguments) throws IOException, InterruptedException {
    Terraform.Result result = terraform.run(arguments);
    assertThat(result.exit()).as(result.output()).isZero();
  }
}
