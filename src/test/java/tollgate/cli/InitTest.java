package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.config.Settings;
import tollgate.config.SettingsException;
import tollgate.config.SettingsLoader;
import tollgate.google.GoogleServer;

class InitTest {
  @TempDir Path directory = Path.of("");

  /** Without anything on the machine that could answer in the user's stead. */
  private Runs runs() {
    return Runs.in(directory)
        .with("CLOUDSDK_CONFIG", directory.resolve("no-gcloud").toString())
        .with("GOOGLE_APPLICATION_CREDENTIALS", "")
        .with("GOOGLE_OAUTH_ACCESS_TOKEN", "")
        .with("GOOGLE_CLOUD_PROJECT", "");
  }

  private Settings written() throws SettingsException {
    return SettingsLoader.load(directory.resolve("tollgate.yaml"), Optional.empty());
  }

  @Test
  void sandboxAsksNothingAndWritesSettingsThatLoad() throws Exception {
    Runs.Ran ran = runs().run("init", "--sandbox");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).isEmpty();
    assertThat(ran.out()).contains("Next: tollgate plan --sandbox");
    Settings settings = written();
    assertThat(settings.lake()).isPresent();
    assertThat(settings.workstation()).isPresent();
    assertThat(settings.orchestrator()).isPresent();
  }

  @Test
  void withoutATerminalAllThatIsMissingIsNamedAtOnce() {
    Runs.Ran ran = runs().run("init", "--region", "europe-west3");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("--project, --owner");
    assertThat(directory.resolve("tollgate.yaml")).doesNotExist();
    assertThat(directory.resolve(".gitignore")).doesNotExist();
  }

  @Test
  void optionsAreEnoughWithoutATerminal() throws Exception {
    Runs.Ran ran =
        runs()
            .run(
                "init",
                "--project=acme-data-dev",
                "--region=europe-west3",
                "--owner=o'neil+data@acme.example",
                "--with=workstation,lake",
                "--time-zone=Europe/Berlin",
                "--billing-account=01AB23-CD45EF-678901",
                "--budget=90 USD");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.out()).contains("Next: tollgate doctor, then tollgate plan");
    Settings settings = written();
    assertThat(settings.dataLocation()).hasToString("EU");
    assertThat(settings.owner()).hasToString("o'neil+data@acme.example");
    assertThat(settings.workstation().orElseThrow().timeZone()).hasToString("Europe/Berlin");
    assertThat(settings.orchestrator()).isEmpty();
    assertThat(settings.billingAccount().orElseThrow()).hasToString("01AB23-CD45EF-678901");
    assertThat(settings.budget().monthly()).hasToString("90 USD");
  }

  @Test
  void atATerminalItAsksAgainAfterAWrongAnswer() throws Exception {
    Runs.Ran ran =
        runs()
            .typing("My Project\nacme-data-dev\n\nada@acme.example\n\nlake workstation\n150 USD\n")
            .run("init");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).contains("Project id: ", "is no project id", "Region [us-central1]: ");
    Settings settings = written();
    assertThat(settings.project()).hasToString("acme-data-dev");
    assertThat(settings.workstation()).isPresent();
    assertThat(settings.budget().monthly()).hasToString("150 USD");
  }

  @Test
  void anInputThatEndsWritesNothing() {
    Runs.Ran ran = runs().typing("acme-data-dev\n").run("init");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("input ended");
    assertThat(directory.resolve("tollgate.yaml")).doesNotExist();
  }

  @Test
  void whatIsThereIsOnlyWrittenOverWhenToldSo() throws IOException {
    Runs runs = runs().settings("mine: true\n");
    Runs.Ran refused = runs.run("init", "--sandbox");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--force");
    assertThat(directory.resolve("tollgate.yaml")).hasContent("mine: true");
    assertThat(runs.run("init", "--sandbox", "--force").exit()).isZero();
    assertThat(directory.resolve("tollgate.yaml")).content().contains("acme-data-dev");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--project=Acme",
        "--region=mars-1",
        "--owner=nobody",
        "--time-zone=Berlin",
        "--budget=cheap",
        "--billing-account=x",
        "--data-location=ASIA"
      })
  void aWrongOptionIsAMistakeWithASentence(String option) {
    Runs.Ran ran = runs().run("init", "--sandbox", option);
    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).doesNotContain("Internal").doesNotContain("\tat ");
    assertThat(directory.resolve("tollgate.yaml")).doesNotExist();
  }

  @Test
  void theIgnoreFileGrowsOnlyByWhatIsMissing() throws IOException {
    Files.writeString(directory.resolve(".gitignore"), "/.tollgate\nmine");
    assertThat(runs().run("init", "--sandbox").exit()).isZero();
    String once = Files.readString(directory.resolve(".gitignore"));
    assertThat(once).startsWith("/.tollgate\nmine\n\n").contains("\ncdktf.out/\n");
    assertThat(once.lines().filter(line -> line.contains(".tollgate"))).hasSize(1);
    assertThat(runs().run("init", "--sandbox", "--force").exit()).isZero();
    assertThat(directory.resolve(".gitignore")).hasContent(once);
  }

  @Test
  void whatGoogleKnowsOfTheProjectIsWrittenAndARefusalIsOnlySaid() throws Exception {
    String[] line = {
      "init", "--project=acme-data-dev", "--region=us-central1", "--owner=a@b.example", "--force"
    };
    try (GoogleServer google = new GoogleServer()) {
      Runs runs = runs();
      for (var entry : google.environment().entrySet()) {
        runs = runs.with(entry.getKey(), entry.getValue());
      }
      google.on(
          "GET /cloudresourcemanager/v3/projects/acme-data-dev",
          GoogleServer.Answer.of(200, "{\"name\": \"projects/123456789012\"}"));
      google.on(
          "GET /cloudbilling/v1/projects/acme-data-dev/billingInfo",
          GoogleServer.Answer.of(
              200, "{\"billingAccountName\": \"billingAccounts/01AB23-CD45EF-678901\"}"));
      assertThat(runs.run(line).exit()).isZero();
      assertThat(written().projectNumber().orElseThrow()).hasToString("123456789012");
      assertThat(written().billingAccount().orElseThrow()).hasToString("01AB23-CD45EF-678901");
      google.on(
          "GET /cloudresourcemanager/v3/projects/acme-data-dev", GoogleServer.Answer.of(401, "{}"));
      Runs.Ran ran = runs.run(line);
      assertThat(ran.exit()).isZero();
      assertThat(ran.err()).contains("Google was not asked", "HTTP 401");
      assertThat(ran.all()).doesNotContain(GoogleServer.TOKEN);
      assertThat(written().projectNumber()).isEmpty();
    }
  }

  @Test
  void whatGcloudKnowsIsOffered() throws IOException {
    Path gcloud = Files.createDirectories(directory.resolve("gcloud"));
    Files.createDirectories(gcloud.resolve("configurations"));
    Files.writeString(gcloud.resolve("active_config"), "work\n");
    Files.writeString(
        gcloud.resolve("configurations/config_work"),
        "[core]\naccount = ada@acme.example\nproject = acme-data-dev\n[compute]\nregion = europe-west3\n");
    Runs.Ran ran =
        runs().with("CLOUDSDK_CONFIG", gcloud.toString()).typing("\n\n\n\n\n\n\n").run("init");
    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(ran.err()).contains("[acme-data-dev]", "[europe-west3]", "[ada@acme.example]");
  }
}
