package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run tells its user to run next means the same platform when it is pasted as it is. */
class NextCommandsTest {
  private static final String SETTINGS =
      Runs.LAKE + "environments: {prod: {project: acme-data-prod}}\n";

  /** Needs quotes in a shell. */
  private static final String CONFIG = "my settings.yaml";

  @TempDir Path directory = Path.of("");

  private Runs runs() throws Exception {
    Files.writeString(directory.resolve(CONFIG), SETTINGS);
    return Runs.in(directory);
  }

  /** Runs what stands there after {@code tollgate}, as a shell would take it. */
  private Runs.Ran paste(String command) throws Exception {
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", "set -f; printf '%s\\n' " + command)).start();
    List<String> words =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertThat(words.get(0)).isEqualTo("tollgate");
    return runs().run(words.subList(1, words.size()).toArray(String[]::new));
  }

  private static String found(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(text).isTrue();
    return matcher.group(1);
  }

  private static final String[] HERE = {"--sandbox", "--env", "prod", "--config", CONFIG};
  private static final String WHERE = " --sandbox --env prod --config 'my settings.yaml'";

  private Runs.Ran run(String... words) throws Exception {
    String[] all = java.util.Arrays.copyOf(words, words.length + HERE.length);
    System.arraycopy(HERE, 0, all, words.length, HERE.length);
    return runs().run(all);
  }

  @Test
  void fromPlanToDeployToDriftAndDown() throws Exception {
    String deploy = found(run("plan", "l*").all(), "(tollgate deploy .*)");
    assertThat(deploy).isEqualTo("tollgate deploy 'l*'" + WHERE);

    Runs.Ran deployed = paste(deploy + " --yes");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
    String plan = found(deployed.err(), "Next: (.*) shows drift");
    String destroy = found(deployed.err(), "; (.*) takes it down");
    assertThat(plan).isEqualTo("tollgate plan lake" + WHERE + " --fail-on-changes");
    assertThat(paste(plan).exit()).isZero();
    assertThat(found(run("sandbox", "rm", "*landing").all(), "(tollgate drift .*) finds it"))
        .isEqualTo("tollgate drift" + WHERE);
    assertThat(found(run("drift", "lake").all(), "`(tollgate plan .*)`\\s+shows what"))
        .isEqualTo("tollgate plan lake" + WHERE);
    Runs.Ran gone = paste(destroy + " --yes --confirm acme-data-prod");
    assertThat(gone.exit()).as(gone.all()).isZero();
    assertThat(gone.err()).contains("Nothing to destroy").doesNotContain("foundation:");
  }

  @Test
  void savedPlansAreApprovedAndDeployedWhereTheyWereMade() throws Exception {
    String deploy = found(run("plan", "--out", "my plans").all(), "(tollgate deploy .*)");
    assertThat(deploy).isEqualTo("tollgate deploy" + WHERE + " --plan 'my plans'");
    Runs.Ran approved = run("approve", "--plan", "my plans", "--yes");
    String then = found(approved.err(), "Next: (tollgate deploy .*)");
    assertThat(then).isEqualTo(deploy);
    assertThat(paste(then).exit()).isZero();
    assertThat(run("deploy", "--plan", "none").err())
        .contains("`tollgate plan" + WHERE + " --out ");
  }

  @Test
  void whatMustBeSignedSaysByWhichCommands() throws Exception {
    assertThat(run("deploy", "--yes").exit()).isZero();
    Files.writeString(
        directory.resolve(CONFIG),
        SETTINGS.replace("landing, expire", "raw, expire") + "policy: {signed_approvals: true}\n");
    Runs.Ran ran =
        Runs.in(directory)
            .run("deploy", "lake", "--yes", "--sandbox", "--env", "prod", "--config", CONFIG);

    assertThat(ran.exit()).as(ran.all()).isEqualTo(4);
    assertThat(ran.err())
        .contains(
            "Have it signed: tollgate plan lake"
                + WHERE
                + " --out plans, then tollgate approve"
                + WHERE
                + " --plan plans, then tollgate deploy"
                + WHERE
                + " --plan plans; or");
  }

  @Test
  void whoeverHasNoSettingsIsToldWhereToWriteThem() throws Exception {
    Runs.Ran ran = Runs.in(directory).run("doctor", "--local", "--config", "its here.yaml");
    assertThat(ran.out()).contains("tollgate init --config 'its here.yaml'");
  }
}
