package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.google.GoogleServer;

class BootstrapTest {
  @TempDir Path directory = Path.of("");
  private final GoogleServer google = new GoogleServer();

  @AfterEach
  void stop() {
    google.close();
  }

  private Runs runs() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    for (var entry : google.environment().entrySet()) {
      runs = runs.with(entry.getKey(), entry.getValue());
    }
    google.on(
        "GET /serviceusage/v1/projects/acme-data-dev/services", GoogleServer.Answer.of(200, "{}"));
    google.on(
        "POST /cloudresourcemanager/v3/projects/acme-data-dev:getIamPolicy",
        GoogleServer.Answer.of(200, "{}"));
    return runs;
  }

  @Test
  void theSandboxNeedsNone() {
    Runs.Ran ran = runs().run("bootstrap", "--sandbox");
    assertThat(ran.exit()).isZero();
    assertThat(google.seen()).isEmpty();
  }

  @Test
  void withoutATerminalNothingIsDoneUnlessYesIsSaid() {
    Runs.Ran ran = runs().run("bootstrap", "--user", "user:ada@acme.example");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("make the bucket acme-data-dev-tfstate", "--yes");
    assertThat(google.seen())
        .allMatch(each -> each.method().equals("GET") || each.path().endsWith(":getIamPolicy"));
  }

  @Test
  void theDeployerGetsWhatTheStackWouldGiveIt() {
    Runs.Ran ran = runs().run("bootstrap", "--user", "user:ada@acme.example");
    assertThat(ran.err())
        .contains("make the account tollgate-deployer@acme-data-dev.iam.gserviceaccount.com")
        .contains("roles/storage.admin", "roles/iam.securityReviewer")
        .contains("let deploy as it: user:ada@acme.example")
        .doesNotContain("roles/iam.serviceAccountUser", "roles/run.admin", "roles/owner");
  }

  @Test
  void whoCannotBeMeantIsAMistake() {
    assertThat(runs().run("bootstrap", "--user", "allUsers").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"401,application-default login", "403,Google says", "404,does not exist"})
  void aRefusalIsExitCodeSevenWithItsSentence(int status, String words) {
    Runs runs = runs();
    google.on(
        "GET /serviceusage/v1/projects/acme-data-dev/services",
        GoogleServer.Answer.of(
            status, "{\"error\": {\"message\": \"no " + GoogleServer.TOKEN + "\"}}"));
    for (String option : new String[] {"-q", "-v"}) {
      Runs.Ran ran = runs.run("bootstrap", option);
      assertThat(ran.exit()).as(ran.all()).isEqualTo(7);
      assertThat(ran.err()).contains(words);
      assertThat(ran.all()).doesNotContain("test-token");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "409,exists already",
    "412,changed by somebody else",
    "429,limit on requests",
    "500,a fault of its own",
    "503,a fault of its own"
  })
  void otherAnswersEndInTheirSentenceTooAndNothingHasHappened(int status, String words)
      throws Exception {
    GoogleServer.Answer answer =
        GoogleServer.Answer.of(status, "{\"error\": {\"message\": \"no\"}}")
            .header("Retry-After", "86400");
    assertThatItEnds(answer, words);
  }

  @Test
  void aConnectionThatIsCutEndsInItsSentence() throws Exception {
    assertThatItEnds(GoogleServer.Answer.of(200, "{\"services\": []}").cutOff(), "broke off");
  }

  private void assertThatItEnds(GoogleServer.Answer answer, String words) throws Exception {
    Runs runs = runs();
    google.on("GET /serviceusage/v1/projects/acme-data-dev/services", answer);

    Runs.Ran ran = runs.run("bootstrap", "--yes", "-v");

    assertThat(ran.exit()).as(ran.all()).isEqualTo(7);
    assertThat(ran.err()).contains(words);
    assertThat(google.seen())
        .allMatch(each -> each.method().equals("GET") || each.path().endsWith(":getIamPolicy"));
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as(file.toString())
            .doesNotContain(GoogleServer.TOKEN);
      }
    }
  }
}
