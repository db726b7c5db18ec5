package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody at a terminal sees, is asked, and gets when they press Ctrl-C. */
class TerminalIT {
  private static final String FILESTORE =
      """
      {"format_version": "1.2", "resource_changes": [
        {"address": "google_filestore_instance.nfs", "mode": "managed",
         "type": "google_filestore_instance", "name": "nfs", "change": {"actions": ["create"],
         "before": null, "after": {"tier": "BASIC_HDD", "location": "us-central1-b",
         "file_shares": [{"capacity_gb": 1024, "name": "share"}]}}}]}
      """;

  private static final String FAILING =
      """
      #!/bin/sh
      case $1 in version) exec terraform "$@" ;; esac
      echo broken >&2
      exit 1
      """;

  @TempDir Path directory = Path.of("");

  private Desk desk = new Desk(directory, directory);

  /** A first start builds, with runs of its own that could leave the mark of a stage. */
  @BeforeAll
  static void built(@TempDir Path elsewhere) throws Exception {
    assertThat(new Launcher(elsewhere, Map.of()).run("--version").exit()).isZero();
  }

  @BeforeEach
  void settings() throws IOException {
    assumeTrue(Pty.isPossible(), Pty.ABSENT);
    desk = Desk.in(directory);
  }

  private Pty tollgate(Map<String, String> environment, String... arguments) throws IOException {
    return desk.tollgate(environment, arguments);
  }

  private Pty tollgate(String... arguments) throws IOException {
    return desk.tollgate(arguments);
  }

  @Test
  void whoeverIsAskedMaySayNoOrYesAndIsNotFooledInBetween() throws Exception {
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]").type("no\n");
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(4);
      assertThat(pty.screen()).contains("Not approved; nothing was done.");
      desk.assertNothingIsLeftBehind(pty);
    }
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]");
      Files.writeString(directory.resolve("tollgate.yaml"), Desk.LAKE.replace("280", "9000"));
      pty.type("yes\n");
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(4);
      assertThat(pty.screen()).contains("tollgate.yaml changed after the plan was made");
    }
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]").type("yes\n");
      assertThat(pty.exit()).as(pty.screen()).isZero();
      assertThat(pty.screen()).contains("Deployed.").contains("\u001b[");
    }
    try (Pty pty = tollgate("destroy", "--sandbox")) {
      pty.await("Type acme-data-dev to go on").type("acme\n");
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(4);
    }
    try (Pty pty =
        tollgate(
            desk.heldAt("apply"), "destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev")) {
      pty.await(desk.mark("apply")).interrupt();
      desk.assertInterrupted(pty);
      assertThat(pty.screen()).contains("Interrupted while lake was destroyed.");
    }
  }

  @Test
  void ctrlCEndsEveryStageAndLeavesNothingBehind() throws Exception {
    for (String stage : List.of("init", "plan -", "apply")) {
      String word = stage.replace(" -", "");
      try (Pty pty = tollgate(desk.heldAt(word), "deploy", "--sandbox", "--yes")) {
        pty.await(desk.mark(word)).interrupt();
        desk.assertInterrupted(pty);
      }
    }
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]").interrupt();
      desk.assertInterrupted(pty);
    }
  }

  @Test
  void ctrlCWhileTheStacksAreSynthesizedEndsTheRun() throws Exception {
    try (Pty pty = tollgate("synth")) {
      Thread.sleep(400);
      pty.interrupt();
      desk.assertInterrupted(pty);
    }
  }

  @Test
  void everyWayToEndHasItsCodeAtATerminalToo() throws Exception {
    Files.writeString(directory.resolve("plan.json"), FILESTORE);
    ends(2, tollgate("deploy", "--nonsense"), "--nonsense");
    ends(3, tollgate("guard", "--plan", "plan.json"), "cost/filestore");
    ends(5, tollgate("plan", "--sandbox", "--fail-on-changes"), "to create");
    Path failing = Files.writeString(directory.resolve("failing"), FAILING);
    Files.setPosixFilePermissions(failing, PosixFilePermissions.fromString("rwxr-xr-x"));
    Map<String, String> broken = Map.of("TOLLGATE_TERRAFORM", failing.toString());
    ends(6, tollgate(broken, "plan", "--sandbox"), "terraform init failed");
    Map<String, String> none = Map.of("TOLLGATE_TERRAFORM", "/nowhere/terraform");
    ends(7, tollgate(none, "plan", "--sandbox"), "no executable file");
    // A machine that pretends to have a terminal is still a machine: nobody is there to answer.
    ends(
        4, tollgate(Map.of("CI", "true"), "deploy", "--sandbox"), "There is no terminal to ask on");
  }

  private static void ends(int code, Pty started, String saying) throws Exception {
    try (Pty pty = started) {
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(code);
      assertThat(pty.screen()).contains(saying).doesNotContain("\tat ");
      assertThat(pty.settingsAfter()).isEqualTo(pty.settingsBefore());
    }
  }

  @Test
  void coloursAndWidthAreTheTerminals() throws Exception {
    Files.writeString(directory.resolve("plan.json"), FILESTORE);
    assertThat(guard(Map.of())).contains("\u001b[");
    assertThat(guard(Map.of("NO_COLOR", "1"))).doesNotContain("\u001b");
    assertThat(guard(Map.of("TERM", "dumb"))).doesNotContain("\u001b");
    assertThat(guard(Map.of("CI", "true"))).doesNotContain("\u001b");
    assertThat(guard(Map.of("CI", "true"), "--color", "always")).contains("\u001b[");
    assertThat(widest(guard(Map.of("COLUMNS", "40")))).isLessThanOrEqualTo(40);
    assertThat(widest(guard(Map.of("COLUMNS", "200")))).isBetween(81, 200);
    assertThat(widest(guard(Map.of("COLUMNS", "", "PTY_WIDTH", "50")))).isBetween(35, 50);
    assertThat(widest(guard(Map.of("COLUMNS", "", "PTY_WIDTH", "0")))).isBetween(60, 80);
  }

  @Test
  void aTerminalThatCanEraseNothingIsNotAskedTo() throws Exception {
    try (Pty pty = tollgate(Map.of("TERM", "dumb"), "plan", "--sandbox")) {
      assertThat(pty.exit()).as(pty.screen()).isZero();
      assertThat(pty.screen()).contains("Plan:").doesNotContain("\u001b");
    }
  }

  private String guard(Map<String, String> environment, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("guard", "--plan", "plan.json"));
    arguments.addAll(List.of(more));
    try (Pty pty = tollgate(environment, arguments.toArray(String[]::new))) {
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(3);
      return pty.screen();
    }
  }

  /** The longest line that could have been broken, without colours. */
  private static int widest(String screen) {
    return screen
        .lines()
        .filter(line -> !line.startsWith("Picked up"))
        .map(line -> line.replaceAll("\u001b\\[[0-9;]*[A-Za-z]", "").strip())
        .filter(line -> line.contains(" "))
        .mapToInt(String::length)
        .max()
        .orElseThrow();
  }

  @Test
  void aReaderThatHasSeenEnoughEndsNothingBadly() throws Exception {
    Files.writeString(directory.resolve("plan.json"), FILESTORE);
    Path tollgate = Path.of("tollgate").toAbsolutePath();
    for (String command :
        List.of("rules", "prices show", "guard --plan plan.json --format sarif")) {
      Launcher.Result result =
          new Launcher(directory, Map.of())
              .exec(
                  List.of(
                      "bash",
                      "-c",
                      "'%s' %s | head -n 1; echo ${PIPESTATUS[0]}".formatted(tollgate, command)));

      assertThat(result.out().lines().toList()).as(result.all()).hasSize(2).last().isIn("0", "3");
      assertThat(result.err()).doesNotContain("\tat ", "Exception", "Broken pipe");
    }
  }

  @Test
  void twoDeploysAtOnceDoNotGetInEachOthersWay() throws Exception {
    Launcher launcher = new Launcher(directory, Map.of());
    List<CompletableFuture<Launcher.Result>> both =
        List.of(deploying(launcher), deploying(launcher));
    List<Launcher.Result> ended = both.stream().map(CompletableFuture::join).toList();

    assertThat(ended).extracting(Launcher.Result::exit).contains(0);
    for (Launcher.Result result : ended) {
      assertThat(result.exit()).as(result.all()).isIn(0, 4, 6);
      assertThat(result.err()).doesNotContain("\tat ", "Exception");
      if (result.exit() == 6) {
        assertThat(result.err()).contains("in use");
      }
    }
    Launcher.Result after = launcher.run("plan", "--sandbox", "--fail-on-changes");
    assertThat(after.exit()).as(after.all()).isZero();
  }

  private static CompletableFuture<Launcher.Result> deploying(Launcher launcher) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return launcher.run("deploy", "--sandbox", "--yes");
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
