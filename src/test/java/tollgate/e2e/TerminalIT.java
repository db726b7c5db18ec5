package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody at a terminal sees, is asked, and gets when they press Ctrl-C. */
class TerminalIT {
  private static final String LAKE =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      lake:
        buckets: [{purpose: landing, expire_days: 30}]
      """;

  @TempDir Path directory = Path.of("");

  private Path temporary = Path.of("");

  @BeforeEach
  void settings() throws IOException {
    assumeTrue(Pty.isPossible(), Pty.ABSENT);
    Files.writeString(directory.resolve("tollgate.yaml"), LAKE);
    temporary = Files.createDirectory(directory.resolve("temporary"));
  }

  private Pty tollgate(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("TMPDIR", temporary.toString());
    all.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return Pty.start(directory, all, arguments);
  }

  private Pty tollgate(String... arguments) throws IOException {
    return tollgate(Map.of(), arguments);
  }

  /** A terraform that stops at a stage until somebody interrupts it. */
  private Map<String, String> heldAt(String stage) throws IOException {
    Path terraform = directory.resolve("terraform-" + stage);
    Files.writeString(
        terraform,
        """
        #!/bin/sh
        case "$*" in *'%1$s'*) touch '%2$s'; sleep 60 ;; esac
        exec terraform "$@"
        """
            .formatted(stage, directory.resolve("at-" + stage)));
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of("TOLLGATE_TERRAFORM", terraform.toString());
  }

  private void leavesNothingBehind(Pty pty) throws Exception {
    assertThat(pty.settingsAfter()).as(pty.screen()).isEqualTo(pty.settingsBefore());
    assertThat(Pty.processesIn(directory)).as(pty.screen()).isEmpty();
    try (Stream<Path> files = Files.list(temporary)) {
      assertThat(files.toList()).as(pty.screen()).isEmpty();
    }
    assertThat(pty.screen()).doesNotContain("\tat ", "Exception");
  }

  @Test
  void whoeverIsAskedMaySayNoOrYesAndIsNotFooledInBetween() throws Exception {
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]").type("no\n");
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(4);
      assertThat(pty.screen()).contains("Not approved; nothing was done.");
      leavesNothingBehind(pty);
    }
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]");
      Files.writeString(directory.resolve("tollgate.yaml"), LAKE.replace("280", "9000"));
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
  }

  @Test
  void ctrlCEndsEveryStageAndLeavesNothingBehind() throws Exception {
    for (String stage : List.of("init", "plan -", "apply")) {
      String word = stage.replace(" -", "");
      try (Pty pty = tollgate(heldAt(word), "deploy", "--sandbox", "--yes")) {
        pty.await(directory.resolve("at-" + word)).interrupt();
        assertThat(pty.exit()).as(stage + pty.screen()).isEqualTo(130);
        assertThat(pty.screen()).contains("nterrupted");
        leavesNothingBehind(pty);
      }
    }
    try (Pty pty = tollgate("deploy", "--sandbox")) {
      pty.await("[yes/no]").interrupt();
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(130);
      leavesNothingBehind(pty);
    }
  }

  @Test
  void ctrlCWhileTheStacksAreSynthesizedEndsTheRun() throws Exception {
    try (Pty pty = tollgate("synth")) {
      Thread.sleep(400);
      pty.interrupt();
      assertThat(pty.exit()).as(pty.screen()).isEqualTo(130);
      leavesNothingBehind(pty);
    }
  }
}
