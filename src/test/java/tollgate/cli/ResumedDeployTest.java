package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.store.StoredObject;

/** A first deploy that stopped half-way, and goes on. */
class ResumedDeployTest {
  private static final String SETTINGS =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      workstation: {time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
      """;

  @TempDir Path directory = Path.of("");

  /** Does all of an apply and says that it failed: what is taken away afterwards was never made. */
  private Runs failing() throws IOException {
    Path terraform = directory.resolve("terraform-fails");
    Files.writeString(
        terraform,
        """
        #!/bin/sh
        terraform "$@"
        code=$?
        case "$1 $*" in apply*workstation.tfplan) exit 1 ;; esac
        exit $code
        """);
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Runs.in(directory).settings(SETTINGS).with("TOLLGATE_TERRAFORM", terraform.toString());
  }

  private void takeGrantsOfPeopleAway() throws IOException {
    try (ObjectStore objects =
        ObjectStore.open(
            directory.resolve(".tollgate/sandbox/default/objects"),
            Duration.ofSeconds(5),
            Clock.systemUTC())) {
      List<StoredObject> grants =
          objects.all().stream()
              .filter(object -> object.state().path("member").asText().startsWith("user:"))
              .toList();
      assertThat(grants).isNotEmpty();
      for (StoredObject grant : grants) {
        assertThat(objects.delete(grant.type(), grant.id())).isTrue();
      }
    }
  }

  @Test
  void whatWasAgreedToIsNotAskedForAgainUntilItIsDone() throws IOException {
    Runs.Ran failed = failing().run("deploy", "--sandbox", "--yes");
    assertThat(failed.exit()).as(failed.all()).isEqualTo(6);
    Runs runs = Runs.in(directory);

    takeGrantsOfPeopleAway();
    runs.settings(SETTINGS.replace("ada@", "eve@"));
    Runs.Ran another = runs.run("deploy", "--sandbox", "--yes");
    assertThat(another.exit()).as(another.all()).isEqualTo(4);
    assertThat(another.err()).contains("--approve access", "eve@acme.example");

    runs.settings(SETTINGS + "policy: {signed_approvals: true}\n");
    Runs.Ran unsigned = runs.run("deploy", "--sandbox", "--yes");
    assertThat(unsigned.exit()).as(unsigned.all()).isEqualTo(4);
    assertThat(unsigned.err()).contains("policy.signed_approvals", "access");

    runs.settings(SETTINGS);
    Runs.Ran resumed = runs.run("deploy", "--sandbox", "--yes");
    assertThat(resumed.exit()).as(resumed.all()).isZero();

    takeGrantsOfPeopleAway();
    Runs.Ran later = runs.run("deploy", "--sandbox", "--yes");
    assertThat(later.exit()).as(later.all()).isEqualTo(4);
    assertThat(later.err()).contains("--approve access");
  }
}
