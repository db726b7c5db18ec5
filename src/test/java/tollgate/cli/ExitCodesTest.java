package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each code. */
class ExitCodesTest {

  @TempDir Path directory = Path.of("");

  private Runs runs() {
    return Runs.in(directory);
  }

  @Test
  void fine() {
    Runs.Ran ran = runs().run("--version");
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).startsWith("tollgate 0.1.0");
  }

  /** Stands for any fault of the program's own: nothing a user does makes a clock fail. */
  private static final class BrokenClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      throw new IllegalStateException("the clock stands still");
    }
  }

  @Test
  void internalFailure() {
    Runs.Ran ran = runs().settings(Runs.LAKE).at(new BrokenClock(), "synth");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(1);
    assertThat(ran.err()).contains("the clock stands still").contains("-v").doesNotContain("\tat ");
    assertThat(runs().at(new BrokenClock(), "synth", "-v").err()).contains("\tat ");
  }

  @Test
  void usageOrSettings() {
    Runs.Ran ran = runs().settings(Runs.LAKE.replace("us-central1", "us-central9")).run("plan");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("tollgate.yaml:2").contains("us-central9");
    assertThat(ran.out()).isEmpty();
    assertThat(directory.resolve("cdktf.out")).doesNotExist();
    assertThat(directory.resolve(".tollgate")).doesNotExist();
  }

  static final String FILESTORE =
      """
      {"format_version": "1.2", "resource_changes": [{
         "address": "google_filestore_instance.f", "type": "google_filestore_instance",
         "name": "f", "mode": "managed",
         "provider_name": "registry.terraform.io/hashicorp/google",
         "change": {"actions": ["create"], "before": null, "after": {
            "name": "f", "tier": "BASIC_HDD", "location": "us-central1-b",
            "file_shares": [{"capacity_gb": 1024, "name": "share"}]}, "after_unknown": {}}}]}
      """;

  @Test
  void aShellOfTheSandboxDoesNotReachTheCloud() {
    Runs.Ran ran =
        runs().with("TF_REATTACH_PROVIDERS", "{}").settings(Runs.LAKE).run("plan", "lake");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("TF_REATTACH_PROVIDERS is set").contains("Add --sandbox");
  }

  @Test
  void theGateSaidNo() throws IOException {
    Files.writeString(directory.resolve("plan.json"), FILESTORE);
    Runs.Ran ran = runs().run("guard", "--plan", "plan.json");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(3);
    assertThat(ran.out()).contains("cost/filestore").contains("163.84");
  }

  @Test
  void notApproved() {
    Runs.Ran ran = runs().settings(Runs.LAKE).run("deploy", "lake", "--sandbox");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err()).contains("no terminal to ask on").contains("--yes");
    assertThat(runs().run("sandbox", "status").out()).contains("empty");
  }

  @Test
  void changes() {
    Runs.Ran ran = runs().settings(Runs.LAKE).run("plan", "lake", "--sandbox", "--fail-on-changes");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(5);
  }

  @Test
  void terraformFailed() throws IOException {
    Path terraform =
        script(
            """
            case $1 in
              version) echo '{"terraform_version": "1.11.4"}' ;;
              *) echo '{"type":"diagnostic","diagnostic":{"severity":"error","summary":"No \\u001b[2Jdisk","detail":"It is full."}}'; exit 1 ;;
            esac
            """);
    Runs.Ran ran =
        runs()
            .with("TOLLGATE_TERRAFORM", terraform.toString())
            .settings(Runs.LAKE)
            .run("plan", "lake", "--sandbox");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(6);
    assertThat(ran.err())
        .contains("lake: terraform init failed")
        .contains("disk: It is full.")
        .doesNotContain("\u001b");
  }

  @Test
  void prerequisiteMissing() throws IOException {
    Path terraform = script("echo '{\"terraform_version\": \"1.5.7\"}'");
    Runs.Ran ran =
        runs()
            .with("TOLLGATE_TERRAFORM", terraform.toString())
            .settings(Runs.LAKE)
            .run("plan", "--sandbox");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(7);
    assertThat(ran.err()).contains("1.5.7").contains("Install Terraform 1.11.0");
  }

  private Path script(String body) throws IOException {
    Path script = directory.resolve("terraform");
    Files.writeString(script, "#!/bin/sh\n" + body);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return script;
  }

  /** Only a process of its own can be interrupted; Ctrl-C reaches terraform and the JVM alike. */
  @Test
  void interrupted() throws Exception {
    Path terraform =
        script(
            """
            case $1 in
              version) echo '{"terraform_version": "1.11.4"}' ;;
              plan)
                trap 'echo "{\\"type\\":\\"log\\",\\"@message\\":\\"Interrupt received.\\"}"; sleep 0.5; echo written >state; exit 1' INT TERM
                echo '{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"waiting"}}'
                for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do sleep 1; done ;;
            esac
            """);
    Runs unused = runs().settings(Runs.LAKE);
    ProcessBuilder builder =
        new ProcessBuilder(
            "env",
            // Whoever starts the build may have it ignored, as a shell does in the background.
            "--default-signal=INT",
            "setsid",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "tollgate.cli.Tollgate",
            "plan",
            "lake",
            "--sandbox");
    builder.directory(directory.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("TOLLGATE_TERRAFORM", terraform.toString());
    Process process = builder.start();
    StringBuilder err = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        err.append(line).append('\n');
        // Before its trap is set, a script dies of the signal like any other.
        boolean waits = line.contains("waiting");
        if (waits
            && List.of("foundation: ", "lake: ").stream()
                .allMatch(stack -> err.toString().contains(stack + "warning: waiting"))) {
          signalGroup(process.pid());
        }
      }
    }
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(err.toString()).isEqualTo(130);
    assertThat(err).contains("Interrupted");
    assertThat(directory.resolve(".tollgate/sandbox/default/work/lake/state"))
        .hasContent("written");
  }

  private static void signalGroup(long leader) throws Exception {
    new ProcessBuilder(List.of("kill", "-INT", "--", "-" + leader)).start().waitFor();
  }

  @Test
  void thePageIsFresh() throws IOException {
    assertThat(Path.of("docs/exit-codes.md")).content().isEqualTo(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Exit codes

            Every command ends with one of these. `tollgate help exit-codes` prints them too.

            | code | | meaning |
            |---:|---|---|
            """);
    for (ExitCode each : ExitCode.values()) {
      page.append("| %d | %s | %s |\n".formatted(each.code(), each.title(), each.meaning()));
    }
    return page.toString();
  }

  @Test
  void helpPrintsThemAll() {
    String help = runs().run("help", "exit-codes").out();
    for (ExitCode code : ExitCode.values()) {
      assertThat(help).contains(" " + code.code() + "  " + code.title());
    }
  }

  @Test
  void theVersionIsThatOfTheBuild() throws IOException {
    assertThat(Path.of("pom.xml"))
        .content()
        .contains("<version>" + Commands.Version.NUMBER + "</version>");
  }
}
