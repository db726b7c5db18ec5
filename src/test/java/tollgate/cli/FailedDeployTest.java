package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.google.GoogleServer;
import tollgate.google.GoogleServer.Answer;
import tollgate.sandbox.Options;
import tollgate.sandbox.Sandbox;
import tollgate.terraform.TerraformBinary;

/**
 * A deploy to the cloud, as far as Tollgate can tell: its terraform is a script that lets the real
 * one speak to the simulated provider.
 */
class FailedDeployTest {
  private static final String SETTINGS =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      orchestrator: {image: "python:3.12", users: ["user:ada@acme.example"]}
      """;

  @TempDir Path directory = Path.of("");

  @Test
  void theLogOfTheRevisionThatDidNotStartStandsUnderTheError() throws Exception {
    try (GoogleServer google = new GoogleServer();
        Sandbox sandbox = Sandbox.start(directory.resolve("objects"), Options.standard())) {
      google.on(
          "POST /logging/v2/entries:list",
          Answer.of(
              200, "{\"entries\": [{\"textPayload\": \"Traceback: no module named mage\"}]}"));
      Runs runs =
          Runs.in(directory)
              .settings(SETTINGS)
              .with(TerraformBinary.VARIABLE, script(sandbox.environment()).toString());
      for (var entry : google.environment().entrySet()) {
        runs = runs.with(entry.getKey(), entry.getValue());
      }

      Runs.Ran ran = runs.run("deploy", "--yes", "--approve", "access,cost,destructive");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      assertThat(ran.err())
          .contains(
              "failed to start and listen on the port",
              "What to do: The container did not answer in time",
              "    The last lines of the log of mage-00001-abc (UTC):",
              "      Traceback: no module named mage")
          .doesNotContain(GoogleServer.TOKEN);
    }
  }

  @Test
  void inTheSandboxNobodyIsAsked() {
    try (GoogleServer google = new GoogleServer()) {
      Runs runs = Runs.in(directory).settings(SETTINGS);
      for (var entry : google.environment().entrySet()) {
        runs = runs.with(entry.getKey(), entry.getValue());
      }

      Runs.Ran ran =
          runs.run("deploy", "--sandbox", "--yes", "--approve", "access,cost,destructive");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      assertThat(ran.err()).contains("failed to start and listen on the port");
      assertThat(google.seen()).isEmpty();
    }
  }

  @Test
  void aStateThatCouldNotBeSavedIsNotSaidToHoldWhatWasDone() throws Exception {
    Path script = directory.resolve("terraform.sh");
    Runs runs =
        Runs.in(directory).settings(Runs.LAKE).with(TerraformBinary.VARIABLE, script.toString());
    try (Sandbox sandbox = Sandbox.start(directory.resolve("objects"), Options.standard())) {
      Path real = script(sandbox.environment());
      String body = Files.readString(real);
      Files.writeString(
          script,
          body.replace(
              "exec ",
              """
              case $1 in apply)
                echo '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"Failed to persist state to backend","detail":"The state has been written to the file \\"errored.tfstate\\"."}}'
                exit 1 ;;
              esac
              exec\s"""));

      Runs.Ran ran = runs.run("deploy", "lake", "--yes");

      assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
      assertThat(ran.err())
          .contains("Not all that was done is in the state: do what terraform says below")
          .contains("errored.tfstate")
          .doesNotContain("run the same command again to go on");
    }
  }

  private Path script(Map<String, String> environment) throws Exception {
    Path real = TerraformBinary.locate(System.getenv());
    String exports =
        environment.entrySet().stream()
            .map(each -> "export %s='%s'\n".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining());
    Path script = directory.resolve("terraform.sh");
    Files.writeString(
        script,
        "#!/bin/sh\nunset GOOGLE_OAUTH_ACCESS_TOKEN\n%sexec '%s' \"$@\"\n"
            .formatted(exports, real));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }
}
