package stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.IsolatedRoot.Run;

/** The workstation's start-up script does what it says, and a second start changes nothing. */
class StartUpScriptTest {
  @TempDir private Path directory;

  private static final Map<String, String> LEARNER =
      Map.of(
          "tollgate-version", "0123abcd",
          "tollgate-python", "uv",
          "tollgate-idle-minutes", "45",
          "tollgate-terraform", "1.14.3");

  @Test
  void itIsSoundShell() throws Exception {
    assertThat(check("bash", "-n", IsolatedRoot.SCRIPT.toString())).isEmpty();
    if (isThere("shellcheck")) {
      assertThat(check("shellcheck", IsolatedRoot.SCRIPT.toString())).isEmpty();
    }
  }

  @Test
  void aSecondStartChangesNoFileAndInstallsNothing() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine = new IsolatedRoot(directory).metadata(LEARNER);
    String script = machine.scriptWithDownloads();
    List<Run> runs = machine.run(script, script);
    assertThat(runs.get(0).thatWorked().files())
        .contains(
            "/etc/docker/daemon.json",
            "/etc/apt/sources.list.d/docker.list",
            "/etc/apt/sources.list.d/hashicorp.list",
            "/etc/systemd/system/docker-prune.timer",
            "/etc/systemd/system/idle-stop.timer",
            "/usr/local/bin/uv",
            "/usr/local/bin/uvx",
            "/usr/local/sbin/idle-stop");
    assertThat(runs.get(1).thatWorked().tree()).isEqualTo(runs.get(0).tree());
    assertThat(runs.get(1).calls())
        .containsExactly(
            "put tollgate/ready starting 0123abcd",
            "systemctl enable --now idle-stop.timer",
            "systemctl enable --now docker-prune.timer",
            "put tollgate/ready 0123abcd");
  }

  @Test
  void itInstallsExactlyWhatWasChosen() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine = new IsolatedRoot(directory).metadata(LEARNER);
    Run run = machine.run(machine.scriptWithDownloads()).get(0).thatWorked();
    assertThat(run.calls())
        .anyMatch(
            call ->
                call.endsWith(
                    " docker-ce docker-ce-cli containerd.io docker-buildx-plugin"
                        + " docker-compose-plugin"))
        .anyMatch(call -> call.endsWith(" terraform=1.14.3-1"));
    assertThat(run.files()).noneMatch(file -> file.startsWith("/opt/"));
    assertThat(machine.read("/etc/systemd/system/idle-stop.service")).contains("/idle-stop 45\n");
    assertThat(machine.read("/etc/docker/daemon.json")).contains("\"max-size\": \"10m\"");
    assertThat(machine.read("/etc/security/group.conf")).endsWith("*;*;*;Al0000-2400;docker\n");
    assertThat(machine.read("/etc/pam.d/sshd")).startsWith("auth optional pam_group.so\n");
  }

  @Test
  void anotherChoiceIsTakenUpAtTheNextStart() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine =
        new IsolatedRoot(directory)
            .metadata(LEARNER)
            .metadataFrom(2, Map.of("tollgate-python", "miniforge", "tollgate-terraform", "1.15.0"))
            .metadataFrom(3, Map.of("tollgate-idle-minutes", ""));
    String script = machine.scriptWithDownloads();
    List<Run> runs = machine.run(script, script, script, script);
    runs.forEach(Run::thatWorked);
    assertThat(runs.get(1).files()).contains("/opt/miniforge3/bin/conda");
    assertThat(runs.get(1).calls()).anyMatch(call -> call.endsWith(" terraform=1.15.0-1"));
    assertThat(runs.get(2).calls()).contains("systemctl disable --now idle-stop.timer");
    assertThat(runs.get(3).tree()).isEqualTo(runs.get(1).tree());
  }

  @Test
  void aShareIsOpenedToItsRangeOnceAndClosedAgain() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine =
        new IsolatedRoot(directory)
            .metadata(LEARNER)
            .metadata(Map.of("tollgate-share", "10.20.0.0/26"))
            .metadataFrom(3, Map.of("tollgate-share", ""));
    String script = machine.scriptWithDownloads();
    List<Run> runs = machine.run(script, script, script, script);
    runs.forEach(Run::thatWorked);
    assertThat(runs.get(0).calls()).containsOnlyOnce("exportfs -ra");
    assertThat(runs.get(1).tree()).isEqualTo(runs.get(0).tree());
    assertThat(runs.get(1).calls()).noneMatch(call -> call.contains("exportfs"));
    assertThat(runs.get(2).calls()).containsOnlyOnce("exportfs -ra");
    assertThat(runs.get(2).files()).doesNotContain("/etc/exports.d/orchestrator.exports");
    assertThat(runs.get(3).tree()).isEqualTo(runs.get(2).tree());
  }

  @Test
  void theIdleStopOnTheMachineIsSoundShellToo() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine = new IsolatedRoot(directory).metadata(LEARNER);
    machine.run(machine.scriptWithDownloads()).get(0).thatWorked();
    Path script = directory.resolve("idle-stop");
    Files.writeString(script, machine.read("/usr/local/sbin/idle-stop"));
    assertThat(check("bash", "-n", script.toString())).isEmpty();
    if (isThere("shellcheck")) {
      assertThat(check("shellcheck", script.toString())).isEmpty();
    }
  }

  @Test
  void aDownloadThatIsNotTheOneThatWasPinnedIsNotInstalled() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine = new IsolatedRoot(directory).metadata(LEARNER);
    machine.scriptWithDownloads();
    Run run = machine.run(Files.readString(IsolatedRoot.SCRIPT)).get(0);
    assertThat(run.code()).isNotZero();
    assertThat(run.files()).doesNotContain("/usr/local/bin/uv");
    assertThat(run.calls().get(run.calls().size() - 1))
        .matches("put tollgate/ready failed at line \\d+ of 0123abcd");
  }

  @Test
  void anInstallationThatWasCutShortIsDoneAgain() throws Exception {
    IsolatedRoot.assumePossible();
    IsolatedRoot machine =
        new IsolatedRoot(directory)
            .metadata(LEARNER)
            .metadata(Map.of("tollgate-python", "miniforge"));
    String script = machine.scriptWithDownloads();
    String cut = script.replace("touch \"$home/.complete\"", "exit 9");
    assertThat(cut).isNotEqualTo(script);
    List<Run> runs = machine.run(cut, script);
    assertThat(runs.get(0).code()).isEqualTo(9);
    assertThat(runs.get(1).thatWorked().files())
        .contains("/opt/miniforge3/.complete", "/etc/profile.d/miniforge.sh");
  }

  private static String check(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : said;
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version").redirectErrorStream(true).start().waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
