package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Somebody at a terminal in a directory, whose temporary files are all kept in one place, so that
 * what a run forgets is found.
 */
record Desk(Path directory, Path temporary) {
  static final String LAKE =
      """
      project: acme-data-dev
      region: us-central1
      data_location: US
      owner: data-team@acme.example
      budget: {monthly: 280 USD}
      lake:
        buckets: [{purpose: landing, expire_days: 30}]
      """;

  private static final Duration MOMENT = Duration.ofSeconds(10);

  /** With the settings of a lake. */
  static Desk in(Path directory) throws IOException {
    Files.writeString(directory.resolve("tollgate.yaml"), LAKE);
    return new Desk(directory, Files.createDirectory(directory.resolve("temporary")));
  }

  Pty tollgate(Map<String, String> environment, String... arguments) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.put("TMPDIR", temporary.toString());
    all.put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    return Pty.start(directory, all, arguments);
  }

  Pty tollgate(String... arguments) throws IOException {
    return tollgate(Map.of(), arguments);
  }

  /** A terraform that stops at a stage until somebody interrupts it; the mark is there then. */
  Map<String, String> heldAt(String stage) throws IOException {
    Path terraform = directory.resolve("terraform-" + stage);
    Files.writeString(
        terraform,
        """
        #!/bin/sh
        case "$*" in *'%1$s'*) touch '%2$s'; sleep 60 ;; esac
        exec terraform "$@"
        """
            .formatted(stage, mark(stage)));
    Files.setPosixFilePermissions(terraform, PosixFilePermissions.fromString("rwxr-xr-x"));
    return Map.of("TOLLGATE_TERRAFORM", terraform.toString());
  }

  Path mark(String stage) {
    return directory.resolve("at-" + stage);
  }

  /** After Ctrl-C: the code, the word for it once, and nothing left. */
  void assertInterrupted(Pty pty) throws Exception {
    assertThat(pty.exit()).as(pty.screen()).isEqualTo(130);
    assertThat(pty.screen().split("Interrupted", -1)).as(pty.screen()).hasSize(2);
    assertNothingIsLeftBehind(pty);
  }

  void assertNothingIsLeftBehind(Pty pty) throws Exception {
    assertThat(pty.settingsAfter()).as(pty.screen()).isEqualTo(pty.settingsBefore());
    // A child that has lost its parent needs a moment to notice.
    long end = System.nanoTime() + MOMENT.toNanos();
    while (!(Pty.processesIn(directory).isEmpty() && left().isEmpty()) && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    assertThat(Pty.processesIn(directory)).as(pty.screen()).isEmpty();
    assertThat(left()).as(pty.screen()).isEmpty();
    assertThat(pty.screen()).doesNotContain("\tat ", "Exception");
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> files = Files.list(temporary)) {
      return files.toList();
    }
  }
}
