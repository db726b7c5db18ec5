package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir Path directory = Path.of("");

  private GlobalOptions parsed(String... arguments) {
    GlobalOptions options = new GlobalOptions();
    CommandLine unused = command(options, arguments);
    return options;
  }

  private CommandLine command(GlobalOptions options, String... arguments) {
    Rim rim =
        new Rim(
            System.in,
            System.out,
            System.err,
            java.util.Map.of(),
            directory,
            Terminal.NONE,
            java.time.Clock.systemUTC(),
            new LastWords());
    CommandLine root = Commands.of(rim, options);
    root.setCaseInsensitiveEnumValuesAllowed(true);
    List<CommandLine> parsed = root.parseArgs(arguments).asCommandLineList();
    return parsed.get(parsed.size() - 1);
  }

  private static Object option(CommandLine command, String name) {
    return command.getCommandSpec().findOption(name).getValue();
  }

  @Test
  void withoutOptionsTheSettingsAreInTheDirectoryAndTheGroundIsTheCloud() {
    GlobalOptions options = parsed("plan");
    assertThat(options.config).isEqualTo("tollgate.yaml");
    assertThat(options.environment).isEmpty();
    assertThat(options.sandbox).isFalse();
    assertThat(options.colour).isEqualTo(GlobalOptions.Colour.auto);
    assertThat(options.quiet).isFalse();
    assertThat(options.verbose).isFalse();
  }

  @Test
  void globalOptionsStandBeforeOrAfterTheCommand() {
    for (GlobalOptions options :
        List.of(
            parsed("--sandbox", "--env", "prod", "--config=x.yaml", "-q", "-v", "plan"),
            parsed("plan", "--sandbox", "--env", "prod", "--config=x.yaml", "-q", "-v"))) {
      assertThat(options.sandbox).isTrue();
      assertThat(options.environment).isEqualTo("prod");
      assertThat(options.config).isEqualTo("x.yaml");
      assertThat(options.quiet).isTrue();
      assertThat(options.verbose).isTrue();
    }
  }

  @Test
  void planTakesStacksAndItsOptions() {
    CommandLine plan =
        command(
            new GlobalOptions(),
            "plan",
            "lake",
            "orch*",
            "--format",
            "JSON",
            "--out",
            "plans",
            "--fail-on-changes");
    assertThat(plan.getParseResult().matchedPositionalValue(0, List.<String>of()))
        .containsExactly("lake", "orch*");
    assertThat(option(plan, "--format")).isEqualTo(ReportFormat.json);
    assertThat(option(plan, "--out")).isEqualTo("plans");
    assertThat(option(plan, "--fail-on-changes")).isEqualTo(true);
  }

  @Test
  void deployApprovesNothingByItself() {
    CommandLine deploy = command(new GlobalOptions(), "deploy");
    assertThat(option(deploy, "--yes")).isEqualTo(false);
    assertThat(option(deploy, "--approve")).isEqualTo(List.of());
  }

  @Test
  void dangersAreNamedInOneWordOrSeveral() {
    CommandLine deploy =
        command(
            new GlobalOptions(),
            "deploy",
            "-y",
            "--approve",
            "destructive,access",
            "--approve=cost");
    assertThat(option(deploy, "--approve"))
        .isEqualTo(List.of(Danger.destructive, Danger.access, Danger.cost));
  }

  @Test
  void whatFollowsExecIsTheCommandsOwn() {
    for (String[] arguments :
        List.of(
            new String[] {"sandbox", "exec", "--", "cdktf", "deploy", "*", "--auto-approve", "-q"},
            new String[] {"sandbox", "exec", "cdktf", "deploy", "*", "--auto-approve", "-q"})) {
      GlobalOptions options = new GlobalOptions();
      CommandLine exec = command(options, arguments);
      assertThat(exec.getParseResult().matchedPositionalValue(0, List.<String>of()))
          .containsExactly("cdktf", "deploy", "*", "--auto-approve", "-q");
      assertThat(options.quiet).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "depoy",
        "plan --fromat=json",
        "plan --format=yaml",
        "deploy --approve=everything",
        "deploy --approve",
        "destroy --confirm",
        "prices",
        "prices buy",
        "sandbox",
        "sandbox exec",
        "help nonsense",
        "rules a b"
      })
  void aMistakeIsExitCodeTwoWithASentenceAndAPointerToTheHelp(String line) {
    Runs.Ran ran = Runs.in(directory).run(line.isEmpty() ? new String[0] : line.split(" "));
    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("--help").doesNotContain("\tat ");
  }

  @Test
  void theWordThatWasMeantIsGuessed() {
    assertThat(Runs.in(directory).run("depoy").err()).contains("Did you mean deploy?");
    assertThat(Runs.in(directory).run("plan", "--sandbx").err())
        .contains("Did you mean --sandbox?");
  }

  @Test
  void aWordThatNoPriceHasIsSaid() {
    Runs.Ran ran = Runs.in(directory).run("prices", "show", "nosuchthing");

    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).contains("No price for \"us-central1\" has \"nosuchthing\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "init",
        "doctor",
        "bootstrap",
        "synth",
        "plan",
        "deploy",
        "destroy",
        "outputs",
        "cost",
        "guard",
        "rules",
        "prices",
        "sandbox",
        "completion"
      })
  void everyCommandHasHelp(String command) {
    Runs.Ran ran = Runs.in(directory).run("help", command);
    assertThat(ran.exit()).isZero();
    assertThat(ran.out()).contains("Usage: tollgate " + command);
    assertThat(ran.err()).isEmpty();
    assertThat(Runs.in(directory).run(command, "--help").out()).isEqualTo(ran.out());
  }

  /** Whoever looks for help wants something to copy. */
  @Test
  void everyHelpEndsWithSomethingToCopy() {
    CommandLine root = command(new GlobalOptions(), "help").getParent();
    List<CommandLine> commands = new ArrayList<>(List.of(root));
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
    }
    assertThat(commands)
        .hasSizeGreaterThan(30)
        .allSatisfy(
            command ->
                assertThat(command.getUsageMessage())
                    .as(command.getCommandSpec().qualifiedName())
                    .containsPattern("(?s)(Example|first steps)[^\n]*:\\R.*tollgate"));
  }

  @Test
  void completionIsAScriptForShells() {
    assertThat(Runs.in(directory).run("completion").out())
        .contains("complete -F _complete_tollgate")
        .contains("--fail-on-changes");
  }
}
