package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.store.StoredObject;

/** What changed in the sandbox behind terraform's back, and states that somebody holds. */
class DriftTest {

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void deployed() {
    runs = Runs.in(directory).settings(Runs.LAKE);
    Runs.Ran deployed = runs.run("deploy", "--sandbox", "--yes", "-q");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
  }

  private ObjectStore objects() throws IOException {
    return ObjectStore.open(
        directory.resolve(".tollgate/sandbox/default/objects"),
        Duration.ofSeconds(5),
        Clock.systemUTC());
  }

  private StoredObject bucket(ObjectStore objects) {
    return objects.all().stream()
        .filter(object -> object.type().equals("google_storage_bucket"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatNobodyTouchedHasNotDrifted() {
    Runs.Ran ran = runs.run("drift", "--sandbox", "--fail-on-changes");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("Drift: none.", "Price:", "is in no state is not seen");
  }

  @Test
  void anObjectThatWasEditedIsShownWithWhatDiffers() throws IOException {
    try (ObjectStore objects = objects()) {
      StoredObject bucket = bucket(objects);
      ObjectNode state = bucket.state().deepCopy();
      state.put("storage_class", "NEARLINE");
      assertThat(objects.update(bucket.type(), bucket.id(), state)).isTrue();
    }

    Runs.Ran ran = runs.run("drift", "--sandbox", "--fail-on-changes");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(5);
    assertThat(ran.out())
        .contains(
            "1 object changed outside",
            "google_storage_bucket.landing differs",
            "storage_class: \"STANDARD\" -> \"NEARLINE\"",
            "tollgate plan --sandbox");
    assertThat(runs.run("drift", "--sandbox").exit()).isZero();
  }

  @Test
  void anObjectThatWasDeletedIsShownAsGone() throws IOException {
    try (ObjectStore objects = objects()) {
      StoredObject bucket = bucket(objects);
      assertThat(objects.delete(bucket.type(), bucket.id())).isTrue();
    }

    Runs.Ran ran = runs.run("drift", "lake", "--sandbox", "--format", "json");

    assertThat(ran.exit()).as(ran.all()).isZero();
    JsonNode document = new ObjectMapper().readTree(ran.out());
    JsonNode change = document.at("/stacks/0/changes/0");
    assertThat(change.path("address").asText()).isEqualTo("google_storage_bucket.landing");
    assertThat(change.at("/actions/0").asText()).isEqualTo("delete");
    assertThat(document.at("/cost/before/floor").isTextual()).isTrue();
  }

  @Test
  void aStackThatIsNotDeployedCannotBeChecked() {
    runs.run("sandbox", "reset");

    Runs.Ran ran = runs.run("drift", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("Not checked:", "lake Nothing is deployed.");
  }

  @Test
  void aFreeStateNeedsNoUnlock() {
    Runs.Ran ran = runs.run("unlock", "lake", "--sandbox");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).contains("No state is locked.");
  }

  @Test
  void theHolderOfALockIsNamedWithItsAgeAndOnlyAYesTakesItAway() throws IOException {
    Runs locked = runs.with("TOLLGATE_TERRAFORM", terraformThatFindsALock().toString());

    Runs.Ran refused = locked.run("unlock", "lake", "--sandbox");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(4);
    assertThat(refused.err()).contains("lake is locked by ada@laptop (apply), for 2 h.");

    Runs.Ran freed = locked.run("unlock", "lake", "--sandbox", "--yes");
    assertThat(freed.exit()).as(freed.all()).isZero();
    assertThat(freed.err()).contains("The state of lake is free.");
    assertThat(directory.resolve("unlocked")).hasContent("force-unlock -force 0f3c");
  }

  @Test
  void theLockOfAFileGoesOnlyWithItsHolder() throws IOException {
    Runs locked = runs.with("TOLLGATE_TERRAFORM", terraformThatFindsALock().toString());

    Runs.Ran ran = locked.run("unlock", "lake", "--yes");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.err()).contains("is a file, so only the process that holds its lock");
    assertThat(directory.resolve("unlocked")).doesNotExist();
  }

  /** Says what the real one says of a state that a colleague has locked. */
  private Path terraformThatFindsALock() throws IOException {
    Path script = directory.resolve("terraform");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case $1 in
          plan)
            printf '%%s\n' '{"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"Error acquiring the state lock","detail":"Lock Info:\\n  ID:        0f3c\\n  Path:      x\\n  Operation: OperationTypeApply\\n  Who:       ada@laptop\\n  Version:   1.11.4\\n  Created:   2026-11-22 10:00:00 +0000 UTC"}}'
            exit 1 ;;
          force-unlock) echo "$*" >'%s' ;;
          version|-version) exec terraform "$@" ;;
        esac
        """
            .formatted(directory.resolve("unlocked")));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }
}
