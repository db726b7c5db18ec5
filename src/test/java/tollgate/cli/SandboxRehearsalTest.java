package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.cloud.Breakage;
import tollgate.sandbox.cloud.Rehearsal;

class SandboxRehearsalTest {
  @TempDir Path directory = Path.of("");

  @Test
  void everyObjectThatAPatternNamesIsBroken() throws Exception {
    Path stack = Files.createDirectories(directory.resolve(".tollgate/sandbox/default/lake"));
    Files.writeString(
        stack.resolve("terraform.tfstate"),
        """
        {"resources": [
          {"mode": "managed", "type": "google_storage_bucket", "name": "old",
           "instances": [{"attributes": {"id": "one"}}]},
          {"mode": "managed", "type": "google_storage_bucket", "name": "older",
           "instances": [{"attributes": {"id": "two"}}]}]}
        """);

    Runs.Ran ran =
        Runs.in(directory).run("sandbox", "break", "quota", "--on", "google_storage_bucket.*");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(broken().get(0).targets())
        .extracting(target -> target.attributes().get("id"))
        .containsExactly("one", "two");
  }

  @Test
  void kindsAreTakenInCapitalsToo() {
    Runs runs = Runs.in(directory);
    runs.run("sandbox", "break", "QUOTA", "--on", "google_storage_bucket");
    assertThat(broken()).hasSize(1);

    Runs.Ran ran = runs.run("sandbox", "mend", "QUOTA");

    assertThat(ran.err()).contains("Mended.");
    assertThat(broken()).isEmpty();
  }

  private List<Breakage> broken() {
    return new Rehearsal(directory.resolve(".tollgate/sandbox/default/objects")).now().breakages();
  }
}
