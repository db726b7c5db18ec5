package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenTofuIT {

  private final Launcher terraform;
  private final Launcher tofu;

  OpenTofuIT(@TempDir Path directory) throws Exception {
    terraform = Launcher.withSampleSettings(directory);
    tofu = terraform.with("TOLLGATE_TERRAFORM", "tofu");
  }

  @BeforeEach
  void it_is_installed() {
    assumeTrue(
        Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "tofu"))),
        "tofu is not on the PATH");
  }

  @Test
  void what_it_deploys_terraform_finds_unchanged_and_takes_down() throws Exception {
    succeeds(tofu, "deploy", "--sandbox", "--yes");
    succeeds(tofu, "drift", "--sandbox");

    succeeds(terraform, "plan", "--sandbox", "--fail-on-changes");
    succeeds(terraform, "destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev");

    succeeds(tofu, "plan", "--sandbox");
    assertThat(succeeds(tofu, "sandbox", "status")).containsIgnoringCase("empty");
  }

  @Test
  void a_configuration_of_ones_own_is_planned_applied_and_destroyed() throws Exception {
    Path own = Files.createDirectories(terraform.directory().resolve("infra/prod"));
    Files.writeString(
        own.resolve("main.tf"),
        """
        provider "google" {
          project = "acme-data-dev"
          region  = "europe-west1"
        }
        resource "google_storage_bucket" "lake" {
          name     = "acme-lake"
          location = "EU"
        }
        resource "google_storage_bucket_iam_member" "reader" {
          bucket = google_storage_bucket.lake.name
          role   = "roles/storage.objectViewer"
          member = "user:ada@acme.example"
        }
        """);

    succeeds(tofu, "sandbox", "exec", "--", "tofu", "-chdir=infra/prod", "init", "-input=false");
    assertThat(
            succeeds(
                tofu,
                "sandbox",
                "exec",
                "--",
                "tofu",
                "-chdir=infra/prod",
                "apply",
                "-auto-approve"))
        .contains("2 added");
    succeeds(
        tofu, "sandbox", "exec", "--", "tofu", "-chdir=infra/prod", "plan", "-detailed-exitcode");
    assertThat(
            succeeds(
                tofu,
                "sandbox",
                "exec",
                "--",
                "tofu",
                "-chdir=infra/prod",
                "destroy",
                "-auto-approve"))
        .contains("2 destroyed");
    try (var files = Files.list(own)) {
      assertThat(files.toList()).isEqualTo(List.of(own.resolve("main.tf")));
    }
  }

  private static String succeeds(Launcher launcher, String... arguments) throws Exception {
    Launcher.Result ran = launcher.run(arguments);
    assertThat(ran.exit()).as(ran.all()).isZero();
    return ran.out();
  }
}
