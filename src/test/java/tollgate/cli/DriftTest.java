package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void theHolderOfALockIsNamedWithItsAgeAndOnlyAYesGoesOn() throws IOException {
    Path state = directory.resolve(".tollgate/sandbox/default/lake/terraform.tfstate");
    Files.writeString(
        state.resolveSibling(".terraform.tfstate.lock.info"),
        """
        {"ID":"0f3c","Operation":"OperationTypeApply","Info":"","Who":"ada@laptop",
         "Version":"1.11.4","Created":"2026-11-22T10:00:00Z","Path":"x"}
        """);
    Process holder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LockHolder.class.getName(),
                state.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream release = holder.getOutputStream()) {
      assertThat(holder.getInputStream().read()).isEqualTo('h');
      release.flush();

      Runs.Ran refused = runs.run("unlock", "lake", "--sandbox");
      assertThat(refused.exit()).as(refused.all()).isEqualTo(4);
      assertThat(refused.err()).contains("lake is locked by ada@laptop (apply), for 2 h.");

      Runs.Ran ran = runs.run("unlock", "lake", "--sandbox", "--yes");
      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      assertThat(ran.err()).contains("is a file, so only the process that holds its lock");
    } finally {
      holder.destroy();
    }
  }
}
