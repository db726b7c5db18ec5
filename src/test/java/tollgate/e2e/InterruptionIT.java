package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.google.GoogleServer;
import tollgate.google.GoogleServer.Answer;

/** Ctrl-C at a terminal, in the commands that neither plan nor deploy. */
class InterruptionIT {
  /** Longer than anybody waits, and ended with the test. */
  private static final int NEVER = 60_000;

  private static final String PROJECT = "/projects/acme-data-dev";

  @TempDir Path directory = Path.of("");
  private Desk desk = new Desk(directory, directory);

  /** A first start builds, which is no part of what is interrupted here. */
  @BeforeAll
  static void built(@TempDir Path elsewhere) throws Exception {
    assertThat(new Launcher(elsewhere, Map.of()).run("--version").exit()).isZero();
  }

  @BeforeEach
  void settings() throws IOException {
    assumeTrue(Pty.isPossible(), Pty.ABSENT);
    desk = Desk.in(directory);
  }

  private void succeeds(String... arguments) throws Exception {
    Launcher.Result result = new Launcher(directory, Map.of()).run(arguments);
    assertThat(result.exit()).as(result.all()).isZero();
  }

  private static void awaitRequest(Pty pty, GoogleServer google, String ending) throws Exception {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (google.seen().stream().noneMatch(seen -> seen.path().endsWith(ending))) {
      assertThat(System.nanoTime()).as(pty.screen()).isLessThan(end);
      Thread.sleep(20);
    }
  }

  @Test
  void atTheQuestionOfApproveNothingIsApproved() throws Exception {
    succeeds("plan", "--sandbox", "--out", "plans");
    try (Pty pty = desk.tollgate("approve", "--sandbox", "--plan", "plans")) {
      pty.await("[yes/no]").interrupt();
      desk.assertInterrupted(pty);
    }
    assertThat(directory.resolve(".tollgate/approvals")).doesNotExist();
    succeeds("approve", "--sandbox", "--plan", "plans", "--yes");
  }

  @Test
  void whileTerraformLooksForDriftNoLockStays() throws Exception {
    succeeds("deploy", "--sandbox", "--yes");
    try (Pty pty = desk.tollgate(desk.heldAt("plan"), "drift", "--sandbox")) {
      pty.await(desk.mark("plan")).interrupt();
      desk.assertInterrupted(pty);
    }
    succeeds("drift", "--sandbox", "--fail-on-changes");
  }

  @Test
  void atTheQuestionOfBootstrapNothingIsMade() throws Exception {
    try (GoogleServer google = emptyProject();
        Pty pty = desk.tollgate(google.environment(), "bootstrap")) {
      pty.await("[yes/no]").interrupt();
      desk.assertInterrupted(pty);
      assertThat(google.seen())
          .allMatch(each -> each.method().equals("GET") || each.path().endsWith(":getIamPolicy"));
    }
  }

  @Test
  void whileBootstrapWorksItIsSaidThatTheSameCommandGoesOn() throws Exception {
    try (GoogleServer google = emptyProject();
        Pty pty = desk.tollgate(google.environment(), "bootstrap")) {
      google.on(
          "POST /serviceusage/v1" + PROJECT + "/services:batchEnable",
          Answer.of(200, "{}").after(NEVER));
      pty.await("[yes/no]").type("yes\n");
      awaitRequest(pty, google, ":batchEnable");
      pty.interrupt();
      desk.assertInterrupted(pty);
      assertThat(pty.screen()).contains("What was done stays; run the same command again");
    }
  }

  private static GoogleServer emptyProject() {
    return new GoogleServer()
        .on("GET /serviceusage/v1" + PROJECT + "/services", Answer.of(200, "{}"))
        .on("POST /cloudresourcemanager/v3" + PROJECT + ":getIamPolicy", Answer.of(200, "{}"));
  }

  @Test
  void theServedSandboxEndsAndCanBeServedAgain() throws Exception {
    for (int i = 0; i < 2; i++) {
      try (Pty pty = desk.tollgate("sandbox", "serve")) {
        pty.await("The sandbox runs.").interrupt();
        desk.assertInterrupted(pty);
        assertThat(pty.screen()).contains("The sandbox has ended");
      }
    }
    succeeds("sandbox", "status");
  }

  @Test
  void whileTheCatalogIsReadNoPriceIsWritten() throws Exception {
    try (GoogleServer google = new GoogleServer().with(seen -> Answer.of(200, "{}").after(NEVER));
        Pty pty = desk.tollgate(google.environment(), "prices", "refresh")) {
      awaitRequest(pty, google, "");
      pty.interrupt();
      desk.assertInterrupted(pty);
    }
    assertThat(directory.resolve("new-prices")).doesNotExist();
  }

  @Test
  void doctorLeavesNoProgramRunningThatItAsked() throws Exception {
    try (Pty pty = desk.tollgate(desk.heldAt("version"), "doctor", "--local")) {
      pty.await(desk.mark("version")).interrupt();
      desk.assertInterrupted(pty);
    }
    try (GoogleServer google = new GoogleServer().with(seen -> Answer.of(200, "{}").after(NEVER));
        Pty pty = desk.tollgate(google.environment(), "doctor")) {
      awaitRequest(pty, google, "");
      pty.interrupt();
      desk.assertInterrupted(pty);
    }
  }

  @Test
  void aStartThatIsInterruptedSaysSoAtMostOnce() throws Exception {
    for (int milliseconds = 100; milliseconds <= 900; milliseconds += 200) {
      try (Pty pty = desk.tollgate("plan", "--sandbox")) {
        Thread.sleep(milliseconds);
        pty.interrupt();
        assertThat(pty.exit()).as(pty.screen()).isEqualTo(130);
        assertThat(pty.screen().split("Interrupted", -1)).as(pty.screen()).hasSizeBetween(1, 2);
        desk.assertNothingIsLeftBehind(pty);
      }
    }
  }
}
