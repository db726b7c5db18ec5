package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate between somebody else's plan and apply, with a terraform that only notes an apply. */
class TerraformFrontTest {
  private static final String DELETES_A_BUCKET =
      """
      {"format_version": "1.2", "resource_changes": [
        {"address": "google_storage_bucket.lake", "mode": "managed",
         "type": "google_storage_bucket", "name": "lake", "change": {"actions": ["delete"],
         "before": {"name": "lake", "location": "US"}, "after": null}}]}
      """;

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void terraform() throws IOException {
    Path terraform = directory.resolve("noting-terraform");
    Path plan = Files.writeString(directory.resolve("plan.json"), DELETES_A_BUCKET);
    Files.writeString(
        terraform,
        """
        #!/bin/sh
        case $1 in
          version) exec terraform "$@" ;;
          plan) for word in "$@"; do case $word in -out=*) : >"${word#-out=}" ;; esac; done ;;
          show) cat '%s' ;;
          apply) touch '%s' ;;
        esac
        """
            .formatted(plan, directory.resolve("applied")));
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    runs = Runs.in(directory).settings(Runs.LAKE).with("TOLLGATE_TERRAFORM", terraform.toString());
  }

  private static Runs.Ran apply(Runs runs) {
    return runs.run("terraform", "--", "apply", "-auto-approve");
  }

  @Test
  void aDangerWantsItsWordInTheEnvironment() {
    Runs.Ran without = apply(runs);
    assertThat(without.exit()).as(without.all()).isEqualTo(4);
    assertThat(without.err()).contains("TOLLGATE_APPROVE=destructive in the environment");
    assertThat(directory.resolve("applied")).doesNotExist();

    Runs.Ran with = apply(runs.with("TOLLGATE_APPROVE", "destructive"));
    assertThat(with.exit()).as(with.all()).isZero();
    assertThat(directory.resolve("applied")).exists();
  }

  @Test
  void whereApprovalsMustBeSignedNoWordInTheEnvironmentCounts() {
    runs.settings(Runs.LAKE + "policy: {signed_approvals: true}\n");

    Runs.Ran ran = apply(runs.with("TOLLGATE_APPROVE", "destructive,access,cost"));

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("policy.signed_approvals lets no TOLLGATE_APPROVE accept");
    assertThat(directory.resolve("applied")).doesNotExist();
  }
}
