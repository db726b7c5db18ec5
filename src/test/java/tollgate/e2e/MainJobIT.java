package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainJobIT {

  private static final String PROJECT = "acme-data-dev";

  @Test
  void deploy_then_no_change_then_one_change_then_nothing_left(@TempDir Path directory)
      throws Exception {
    Launcher tollgate = Launcher.withSampleSettings(directory);

    Launcher.Result deploy = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(deploy.exit()).as(deploy.all()).isZero();
    // The verdicts of the sample are warnings at most, and the sandbox says what it does not prove.
    assertThat(deploy.all()).contains("warn").doesNotContain("denied");
    assertThat(deploy.all()).contains("docs/sandbox.md");
    // A terminal shows both streams: the report and the progress are talk, the outputs are data.
    assertThat((deploy.err() + deploy.out()).lines().toList())
        .containsSubsequence(shownInTheReadme());

    Launcher.Result again = tollgate.run("plan", "--sandbox", "--fail-on-changes");
    assertThat(again.exit()).as(again.all()).isZero();

    tollgate.edit("expire_days: 30", "expire_days: 31");
    Launcher.Result changed =
        tollgate.run("plan", "--sandbox", "--fail-on-changes", "--format", "json");
    assertThat(changed.exit()).as(changed.all()).isEqualTo(5);
    assertThat(changedAddresses(changed.json()))
        .as(changed.all())
        .singleElement()
        .asString()
        .startsWith("google_storage_bucket.");
    Launcher.Result deployed = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(deployed.exit()).as(deployed.all()).isZero();

    Launcher.Result unconfirmed = tollgate.run("destroy", "--sandbox", "--yes");
    assertThat(unconfirmed.exit()).as(unconfirmed.all()).isEqualTo(4);
    assertThat(unconfirmed.err()).contains("--confirm");

    Launcher.Result destroy = tollgate.run("destroy", "--sandbox", "--yes", "--confirm", PROJECT);
    assertThat(destroy.exit()).as(destroy.all()).isZero();
    Launcher.Result status = tollgate.run("sandbox", "status");
    assertThat(status.exit()).as(status.all()).isZero();
    assertThat(status.out()).containsIgnoringCase("empty");

    Launcher.Result rebuilt = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(rebuilt.exit()).as(rebuilt.all()).isZero();
  }

  @Test
  void filestore_is_refused_with_its_price_and_the_cheaper_choice_and_nothing_is_deployed(
      @TempDir Path directory) throws Exception {
    Launcher tollgate = Launcher.withSampleSettings(directory);
    tollgate.edit("storage: gcs", "storage: filestore");

    Launcher.Result plan = tollgate.run("plan", "--sandbox");
    assertThat(plan.exit()).as(plan.all()).isEqualTo(3);
    assertThat(plan.out())
        .contains("cost/filestore")
        .contains("google_filestore_instance.")
        .contains("$163.84")
        .contains("us-central1")
        .containsIgnoringCase("gcs");

    Launcher.Result deploy = tollgate.run("deploy", "--sandbox", "--yes");
    assertThat(deploy.exit()).as(deploy.all()).isEqualTo(3);
    assertThat(tollgate.run("sandbox", "status").out()).containsIgnoringCase("empty");
  }

  @Test
  void no_secret_rests_in_any_file_of_a_deploy(@TempDir Path directory) throws Exception {
    String secret = "Zx9markerNobodyWouldDraw7Q";
    Launcher tollgate = Launcher.withSampleSettings(directory);
    for (String variable : secretVariables(tollgate)) {
      tollgate = tollgate.with("TF_VAR_" + variable, secret);
    }

    Launcher.Result deploy = tollgate.run("deploy", "--sandbox", "--yes", "-v");

    assertThat(deploy.exit()).as(deploy.all()).isZero();
    assertThat(deploy.all()).doesNotContain(secret);
    assertThat(filesHolding(directory, secret)).isEmpty();
  }

  /** The lines of the README's output block; "…" stands for what it leaves out. */
  private static List<String> shownInTheReadme() throws IOException {
    List<String> lines =
        Files.readString(Path.of("README.md"))
            .split("```text\n", 2)[1]
            .split("```", 2)[0]
            .lines()
            .filter(line -> !line.equals("…"))
            .toList();
    assertThat(lines).isNotEmpty();
    return lines;
  }

  /** The ephemeral variables of the synthesized stacks. */
  private static List<String> secretVariables(Launcher tollgate) throws Exception {
    Launcher.Result synth = tollgate.run("synth");
    assertThat(synth.exit()).as(synth.all()).isZero();
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.walk(tollgate.directory().resolve("cdktf.out"))) {
      for (Path file : files.filter(f -> f.endsWith("cdk.tf.json")).toList()) {
        JsonNode variables =
            new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(file.toFile())
                .path("variable");
        variables
            .properties()
            .forEach(
                variable -> {
                  if (variable.getValue().path("ephemeral").asBoolean()) {
                    names.add(variable.getKey());
                  }
                });
      }
    }
    assertThat(names).isNotEmpty();
    return names;
  }

  private static List<Path> filesHolding(Path directory, String secret) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // Plan files are zip archives: look at what terraform can show of them, too.
        String text = Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (text.contains(secret) || unzipped(file).contains(secret)) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static String unzipped(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(file.toFile())) {
      for (java.util.zip.ZipEntry entry : java.util.Collections.list(zip.entries())) {
        text.append(
            new String(
                zip.getInputStream(entry).readAllBytes(),
                java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    } catch (java.util.zip.ZipException e) {
      return "";
    }
    return text.toString();
  }

  private static List<String> changedAddresses(JsonNode document) {
    List<String> changed = new ArrayList<>();
    for (JsonNode stack : document.path("stacks")) {
      for (JsonNode change : stack.path("changes")) {
        if (!change.path("actions").toString().equals("[\"no-op\"]")) {
          changed.add(change.path("address").asText());
        }
      }
    }
    return changed;
  }
}
