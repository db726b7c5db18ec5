package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.config.ProjectId;
import tollgate.google.GoogleServer;
import tollgate.google.GoogleServer.Answer;
import tollgate.workflow.StopException;

class FailedRevisionTest {
  private static final String LIST = "POST /logging/v2/entries:list";
  private static final String ERROR =
      "Error waiting to create Service: Error waiting for Creating Service: Error code 9, message: Revision 'mage-00001-abc' is not ready and cannot serve traffic. The user-provided container failed to start and listen on the port defined provided by the PORT=6789 environment variable within the allocated timeout. (google_cloud_run_v2_service.mage)";
  private static final String WITHOUT_NAME =
      "The user-provided container failed to start. Logs URL: https://console.cloud.google.com/logs/viewer?project=p&resource=cloud_run_revision/service_name/n8n/revision_name/n8n-00003-vqc&advancedFilter=x";

  private final GoogleServer google = new GoogleServer();
  private final List<Long> waits = new ArrayList<>();

  @AfterEach
  void stop() {
    google.close();
  }

  private List<String> details(Map<String, String> environment, String... details) {
    Rim rim =
        new Rim(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
            environment,
            Path.of(""),
            Terminal.NONE,
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC),
            new LastWords());
    return new FailedRevision(
            rim, new ProjectId("acme-data-dev"), wait -> waits.add(wait.toMillis()))
        .explained(new StopException(StopException.Reason.TERRAFORM, "failed.", List.of(details)))
        .details();
  }

  private List<String> details(String... details) {
    return details(google.environment(), details);
  }

  @Test
  void theLastLinesStandUnderTheErrorTheOldestFirst() {
    google.on(
        LIST,
        Answer.of(
            200,
            """
            {"entries": [
              {"timestamp": "2026-11-22T11:59:58.123Z", "severity": "ERROR", "textPayload": "sqlalchemy: could not connect\\n"},
              {"timestamp": "2026-11-22T11:59:57Z", "jsonPayload": {"message": "starting"}},
              {"timestamp": "2026-11-22T11:59:56Z", "jsonPayload": {"a": 1}},
              {"timestamp": "2026-11-22T11:59:55Z"}]}
            """));

    assertThat(details(ERROR, "What to do: look"))
        .containsExactly(
            ERROR,
            "What to do: look",
            "  The last lines of the log of mage-00001-abc (UTC):",
            "    11:59:56 {\"a\":1}",
            "    11:59:57 starting",
            "    11:59:58 sqlalchemy: could not connect");
    assertThat(google.seen())
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.body())
                    .contains(
                        "projects/acme-data-dev",
                        "revision_name=\\\"mage-00001-abc\\\"",
                        "timestamp>=\\\"2026-11-22T11:00:00Z\\\"",
                        "timestamp desc"));
  }

  @Test
  void theNameIsAlsoFoundInTheAddressOfTheLog() {
    assertThat(details(WITHOUT_NAME)).last().asString().contains("n8n-00003-vqc");
  }

  @Test
  void secretsAndControlCharactersAreNotRepeated() {
    google.on(
        LIST,
        Answer.of(
            200,
            """
            {"entries": [{"textPayload": "a\\u001b[31m postgresql://mage:hunter2hunter2@/db PASSWORD=hunter2 {\\"token\\": \\"hunter2\\"} Bearer hunter2 ya29.hunter2hunter2 abcdefghijABCDEFGHIJ0123456789hunter2 next\\nline"}]}
            """));

    assertThat(String.join("\n", details(ERROR)))
        .doesNotContain("hunter2", "\u001b")
        .contains("(secret)@/db", "next\\nline");
  }

  @Test
  void nothingYetIsAskedForOnceMore() {
    google.on(
        LIST, Answer.of(200, "{}"), Answer.of(200, "{\"entries\": [{\"textPayload\": \"x\"}]}"));
    assertThat(details(ERROR)).last().isEqualTo("    x");
    assertThat(waits).containsExactly(3000L);

    google.on(LIST, Answer.of(200, "{}"));
    assertThat(details(ERROR)).last().isEqualTo("  mage-00001-abc has written nothing to its log.");
  }

  @Test
  void tenLinesAtMostAndLongOnesAreCut() {
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < 50; i++) {
      entries
          .append(i == 0 ? "" : ",")
          .append("{\"textPayload\": \"line %d %s\"}".formatted(i, "long ".repeat(500)));
    }
    google.on(LIST, Answer.of(200, "{\"entries\": [%s]}".formatted(entries)));

    List<String> lines = details(ERROR);

    assertThat(lines).hasSize(12);
    assertThat(lines.get(11)).startsWith("    line 0").hasSizeLessThan(260);
  }

  @Test
  void aLogThatMayNotBeReadIsOneSentence() {
    google.on(
        LIST,
        Answer.of(
            403, "{\"error\": {\"message\": \"Permission 'logging.logEntries.list' denied\"}}"));
    assertThat(details(ERROR))
        .last()
        .asString()
        .contains("could not be read: The permission logging.logEntries.list is missing.");
    assertThat(details(Map.of("CLOUDSDK_CONFIG", "/nowhere"), ERROR))
        .last()
        .asString()
        .contains("could not be read: There are no credentials");
  }

  @Test
  void anotherFailureAsksForNothing() {
    assertThat(details("googleapi: Error 403: forbidden")).hasSize(1);
    assertThat(details("Revision 'x\" OR resource.type=\"y' is not ready")).hasSize(1);
    assertThat(google.seen()).isEmpty();
  }
}
