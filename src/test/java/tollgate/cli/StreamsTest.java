package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void plan() throws IOException {
    runs = Runs.in(directory);
    Files.writeString(directory.resolve("plan.json"), ExitCodesTest.FILESTORE);
  }

  @Test
  void dataIsOnStdoutAndTalkIsOnStderr() throws IOException {
    Runs.Ran cost = runs.run("cost", "--plan", "plan.json", "--format", "json");
    assertThat(cost.exit()).as(cost.all()).isZero();
    assertThat(new ObjectMapper().readTree(cost.out()).path("floor").asText()).isEqualTo("163.84");
    assertThat(cost.err()).isEmpty();

    Runs.Ran guard = runs.run("guard", "--plan", "plan.json", "--format", "json");
    assertThat(new ObjectMapper().readTree(guard.out()).path("passed").asBoolean(true)).isFalse();
    assertThat(guard.err()).contains("no tollgate.yaml here");
  }

  @Test
  void quietSaysNothingButErrors() {
    assertThat(runs.run("guard", "--plan", "plan.json", "-q").err()).isEmpty();
    assertThat(runs.run("guard", "--plan", "no.json", "-q").err()).contains("no.json");
  }

  @Test
  void coloursNeedATerminalOrTheWord() {
    assertThat(runs.run("rules").out()).doesNotContain("\u001b");
    assertThat(runs.run("rules", "--color", "always").out()).contains("\u001b[");
    assertThat(runs.typing("").run("rules").out()).contains("\u001b[");
    assertThat(runs.typing("").run("rules", "--color", "never").out()).doesNotContain("\u001b");
    assertThat(runs.typing("").with("NO_COLOR", "1").run("rules").out()).doesNotContain("\u001b");
    assertThat(runs.typing("").with("TERM", "dumb").run("rules").out()).doesNotContain("\u001b");
  }

  private static OutputStream failing(String reason) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(reason);
      }
    };
  }

  @Test
  void aReaderThatGoesAwayIsNoError() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(runs.exit(new ReaderMayGo(failing("Broken pipe")), err, "rules")).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void outputThatIsLostIsOne() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutputStream full = new ReaderMayGo(failing("No space left on device"));
    assertThat(runs.exit(full, err, "rules")).isEqualTo(7);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("Not all of the output")
        .hasLineCount(1);
    assertThat(runs.exit(full, err, "guard", "--plan", "plan.json")).isEqualTo(3);
  }

  @Test
  void aPlanMayComeFromStdin() {
    Runs piped = new Runs(directory, runs.environment(), Terminal.NONE, ExitCodesTest.FILESTORE);
    assertThat(piped.run("cost", "--plan", "-").out()).contains("$163.84");
  }

  @Test
  void aFileThatIsNoPlanIsASentence() throws IOException {
    Files.writeString(directory.resolve("plan.json"), "{\"hello\": ");
    Runs.Ran ran = runs.run("cost", "--plan", "plan.json");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err().lines())
        .singleElement()
        .asString()
        .contains("plan.json")
        .contains("line 1");
  }

  @Test
  void hostileTextInAPlanReachesNoTerminal() throws IOException {
    Files.writeString(
        directory.resolve("plan.json"),
        ExitCodesTest.FILESTORE.replace(
            "instance.f\"", "instance.f[\\\"\\u001b]0;x\\u0007\\\"]\""));
    assertThat(runs.run("guard", "--plan", "plan.json").all()).doesNotContain("\u001b", "\u0007");
    assertThat(runs.run("cost", "--plan", "plan.json").all()).doesNotContain("\u001b", "\u0007");
    assertThat(runs.run("cost", "--plan", "plan.json", "--explain", "\u001b[2J").all())
        .doesNotContain("\u001b", "\u0007");
  }

  @Test
  void pricesAndRulesAreDataToo() throws IOException {
    ObjectMapper json = new ObjectMapper();
    assertThat(json.readTree(runs.run("prices", "show", "--format", "json").out()).path("prices"))
        .isNotEmpty();
    assertThat(json.readTree(runs.run("prices", "age", "--format", "json").out()).has("asOf"))
        .isTrue();
    assertThat(
            json.readTree(runs.run("rules", "--format", "json").out())
                .path("schemaVersion")
                .asInt())
        .isEqualTo(1);
    Runs.Ran mars = runs.run("prices", "show", "--region", "mars-east1");
    assertThat(mars.exit()).isEqualTo(2);
    assertThat(mars.err()).contains("mars-east1");
  }

  @Test
  void declaredUsageIsRead() throws IOException {
    Files.writeString(
        directory.resolve("usage.json"),
        "{\"version\": 1, \"resources\": {\"google_storage_bucket\": {\"storage_gib\": -1}}}");
    Runs.Ran ran = runs.run("cost", "--plan", "plan.json", "--usage", "usage.json");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("usage.json:1:").contains("must be a number from 0");
    assertThat(runs.run("cost", "--plan", "plan.json", "--usage", "none.yaml").err())
        .contains("--usage-template");
  }
}
