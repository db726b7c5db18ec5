package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same plan in every format. */
class ReportFormatsTest {
  private static final String FILESTORE =
      """
      {"format_version": "1.2", "resource_changes": [
        {"address": "google_filestore_instance.nfs", "mode": "managed", "name": "nfs",
         "type": "google_filestore_instance", "provider_name": "x", "change":
         {"actions": ["create"], "before": null, "after": {"tier": "BASIC_HDD"}}}]}
      """;

  @TempDir Path directory = Path.of("");

  private Runs.Ran guard(String format) {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    return new Runs(directory, runs.environment(), Terminal.NONE, FILESTORE)
        .run("guard", "--plan", "-", "--format", format);
  }

  @Test
  void verdictsAreWrittenInEachFormatAndStopInEach() throws JsonProcessingException {
    Runs.Ran markdown = guard("markdown");
    assertThat(markdown.exit()).as(markdown.all()).isEqualTo(3);
    assertThat(markdown.out()).startsWith("<!-- tollgate plan -->").contains("`cost/filestore`");

    Runs.Ran junit = guard("junit");
    assertThat(junit.exit()).isEqualTo(3);
    assertThat(junit.out()).startsWith("<?xml").contains("<failure type=\"denied\"");

    Runs.Ran sarif = guard("sarif");
    assertThat(sarif.exit()).isEqualTo(3);
    JsonNode log = new ObjectMapper().readTree(sarif.out());
    assertThat(log.at("/runs/0/results"))
        .anySatisfy(
            result -> assertThat(result.path("ruleId").asText()).isEqualTo("cost/filestore"));
  }

  @Test
  void severalReportsOfOneRunAreWrittenToFiles() throws IOException {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    Runs.Ran ran =
        new Runs(directory, runs.environment(), Terminal.NONE, FILESTORE)
            .run(
                "guard",
                "--plan",
                "-",
                "--report",
                "html=page.html",
                "--report",
                "sarif=log.sarif");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.out()).contains("DENIED", "cost/filestore");
    assertThat(directory.resolve("page.html"))
        .content()
        .startsWith("<!doctype html>")
        .contains("Stopped, for", "<b>cost/filestore</b>", "google_filestore_instance.nfs");
    assertThat(new ObjectMapper().readTree(directory.resolve("log.sarif").toFile()).at("/version"))
        .hasToString("\"2.1.0\"");
  }

  @Test
  void aReportThatCannotBeWrittenIsSaidBeforeAnythingElse() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    Runs.Ran ran =
        new Runs(directory, runs.environment(), Terminal.NONE, FILESTORE)
            .run("guard", "--plan", "-", "--report", "html=nowhere/page.html");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err())
        .contains("nowhere/page.html cannot be written; name a file in a directory");
  }

  @Test
  void anUnknownFormatIsAnsweredWithThoseThatThereAre() {
    Runs.Ran ran = guard("pdf");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("text", "json", "markdown", "sarif", "junit", "html");
  }

  @Test
  void aPlanOfTheStacksPointsIntoTheJavaCodeOrElseIntoTheSynthesizedFiles() throws IOException {
    Runs runs = Runs.in(directory).settings(Files.readString(Path.of("tollgate.yaml")));
    Runs.Ran ran = runs.run("plan", "orchestrator", "--sandbox", "--format", "sarif");

    assertThat(ran.exit()).as(ran.all()).isZero();
    JsonNode results = new ObjectMapper().readTree(ran.out()).at("/runs/0/results");
    assertThat(results).isNotEmpty();
    assertThat(results)
        .anySatisfy(
            result -> {
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/artifactLocation/uri").asText())
                  .isEqualTo("cdktf.out/stacks/orchestrator/cdk.tf.json");
              assertThat(place.at("/region/startLine").asInt()).isPositive();
            });
    Path tables = Path.of("src/main/java/stacks/LakeTables.java");
    Files.createDirectories(directory.resolve("src/main/java/stacks"));
    Files.copy(tables, directory.resolve(tables));
    Runs.Ran java = runs.run("plan", "lake", "--sandbox", "--format", "sarif");
    assertThat(new ObjectMapper().readTree(java.out()).at("/runs/0/results"))
        .anySatisfy(
            result -> {
              JsonNode place = result.at("/locations/0/physicalLocation");
              assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo(tables.toString());
              assertThat(Files.readAllLines(tables).get(place.at("/region/startLine").asInt() - 1))
                  .contains("scope.named");
            });
    assertThat(runs.run("plan", "lake", "--sandbox", "--format", "markdown").out())
        .contains("google_storage_bucket.landing");
  }
}
