package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalIT {
  private static final String LAKE =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      lake:
        buckets: [{purpose: landing, expire_days: 30}]
        datasets: [{id: staging}]
      """;

  @Test
  void break_fail_mend_finish_edit_drift_remove_recreate(@TempDir Path directory) throws Exception {
    Launcher tollgate = lake(directory);
    Launcher.Result broken =
        tollgate.run("sandbox", "break", "permission-denied", "--on", "google_bigquery_dataset.*");
    assertThat(broken.exit()).as(broken.all()).isZero();
    assertThat(tollgate.run("sandbox", "break", "--list").out())
        .contains("permission-denied on google_bigquery_dataset.*, until it is mended");

    Launcher.Result failed = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(failed.exit()).as(failed.all()).isEqualTo(6);
    assertThat(failed.err())
        .contains(
            "Error creating Dataset: googleapi: Error 403: Access Denied: Project acme-data-dev: User does not have bigquery.datasets.create permission")
        .contains("tollgate sandbox mend");

    assertThat(tollgate.run("sandbox", "mend").exit()).isZero();
    Launcher.Result finished = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(finished.exit()).as(finished.all()).isZero();
    assertThat(tollgate.run("drift", "--sandbox", "--fail-on-changes").exit()).isZero();

    String bucket = address(tollgate, "google_storage_bucket");
    Launcher.Result edited =
        tollgate.run("sandbox", "edit", bucket, "storage_class=NEARLINE", "labels.team=finance");
    assertThat(edited.exit()).as(edited.all()).isZero();
    Launcher.Result drift = tollgate.run("drift", "--sandbox", "--fail-on-changes");
    assertThat(drift.exit()).as(drift.all()).isEqualTo(5);
    assertThat(drift.out()).contains(bucket).contains("storage_class");

    Launcher.Result removed = tollgate.run("sandbox", "rm", bucket);
    assertThat(removed.exit()).as(removed.all()).isZero();
    JsonNode plan = tollgate.run("plan", "--sandbox", "--format", "json").json();
    assertThat(plan.findValuesAsText("address")).contains(bucket);
    assertThat(plan.toString()).contains("\"actions\":[\"create\"]");
    Launcher.Result again = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(again.exit()).as(again.all()).isZero();
    assertThat(tollgate.run("plan", "--sandbox", "--fail-on-changes").exit()).isZero();

    JsonNode status = tollgate.run("sandbox", "status", "--format", "json").json();
    assertThat(status.path("objects")).isNotEmpty();
    assertThat(status.path("cost").path("currency").asText()).isEqualTo("USD");
    Instant since = Instant.parse(status.path("objects").path(0).path("created").asText());
    assertThat(since).isBetween(Instant.now().minus(Duration.ofHours(1)), Instant.now());
  }

  @Test
  void ctrl_c_ends_a_hanging_deploy_with_its_state_written(@TempDir Path directory)
      throws Exception {
    Launcher tollgate = lake(directory);
    Launcher.Result broken =
        tollgate.run("sandbox", "break", "hang", "--on", "google_bigquery_dataset");
    assertThat(broken.exit()).as(broken.all()).isZero();
    Process deploy =
        tollgate.start(
            List.of(
                Path.of("tollgate").toAbsolutePath().toString(), "deploy", "--sandbox", "--yes"));
    deploy.getOutputStream().close();
    Path state = directory.resolve(".tollgate/sandbox/default/lake/terraform.tfstate");
    Path journal = directory.resolve(".tollgate/sandbox/default/objects/objects.journal");
    Instant patience = Instant.now().plus(Duration.ofMinutes(3));
    while (!Files.exists(journal) || !Files.readString(journal).contains("google_storage_bucket")) {
      assertThat(Instant.now()).as("the bucket is there").isBefore(patience);
      Thread.sleep(200);
    }
    Thread.sleep(2000);
    assertThat(deploy.isAlive()).isTrue();

    new ProcessBuilder("kill", "-INT", String.valueOf(deploy.pid())).start().waitFor();

    assertThat(deploy.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(deploy.exitValue()).isEqualTo(130);
    assertThat(Files.readString(state)).contains("google_storage_bucket");
    assertThat(tollgate.run("sandbox", "mend").exit()).isZero();
    Launcher.Result finished = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(finished.exit()).as(finished.all()).isZero();
  }

  @Test
  void a_sandbox_that_serves_lets_others_look_and_change_until_ctrl_c(@TempDir Path directory)
      throws Exception {
    Launcher tollgate = lake(directory);
    assertThat(tollgate.run("deploy", "--sandbox", "--yes").exit()).isZero();
    Path environment = directory.resolve("sandbox.env");
    Process serve =
        new ProcessBuilder(Path.of("tollgate").toAbsolutePath().toString(), "sandbox", "serve")
            .directory(directory.toFile())
            .redirectOutput(environment.toFile())
            .redirectError(directory.resolve("serve.err").toFile())
            .start();
    try {
      Instant patience = Instant.now().plus(Duration.ofMinutes(2));
      while (!Files.readString(environment).contains("TF_REATTACH_PROVIDERS")) {
        assertThat(Instant.now()).as("it serves").isBefore(patience);
        Thread.sleep(200);
      }
      Thread.sleep(500);
      assertThat(tollgate.run("sandbox", "status").out()).contains("google_storage_bucket");
      assertThat(tollgate.run("sandbox", "rm", "staging").exit()).isZero();
      Launcher.Result plan =
          tollgate.exec(
              List.of(
                  "sh",
                  "-c",
                  ". ./sandbox.env && terraform -chdir=cdktf.out/stacks/lake init -input=false >&2"
                      + " && terraform -chdir=cdktf.out/stacks/lake plan -input=false -no-color"));
      assertThat(plan.exit()).as(plan.all()).isZero();
      assertThat(plan.out()).contains("google_bigquery_dataset").contains("will be created");
    } finally {
      new ProcessBuilder("kill", "-INT", String.valueOf(serve.pid())).start().waitFor();
      if (!serve.waitFor(30, TimeUnit.SECONDS)) {
        serve.destroyForcibly();
      }
    }
    assertThat(serve.exitValue()).isEqualTo(130);
  }

  private static Launcher lake(Path directory) throws Exception {
    Files.writeString(directory.resolve("tollgate.yaml"), LAKE);
    return new Launcher(directory, java.util.Map.of());
  }

  /** The address of the only resource of that type. */
  private static String address(Launcher tollgate, String type) throws Exception {
    JsonNode plan = tollgate.run("plan", "--sandbox", "--format", "json").json();
    return plan.findValuesAsText("address").stream()
        .filter(address -> address.startsWith(type + "."))
        .findFirst()
        .orElseThrow();
  }
}
