package tollgate.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildEnvironmentTest {

  private static final RunMode SANDBOX =
      new RunMode.Sandbox(Map.of(RunMode.Sandbox.REATTACH, "{\"x\":{}}"));

  @TempDir Path directory = Path.of("");

  private Map<String, String> of(RunMode mode, Map<String, String> inherited, boolean verbose) {
    Map<String, String> all = new HashMap<>(inherited);
    all.put("HOME", directory.toString());
    return new ChildEnvironment(all, directory.resolve(".tollgate"), verbose)
        .of(mode, Map.of("db_password", "generated"));
  }

  @Test
  void nothingThatChangesTerraformsMindIsInherited() {
    Map<String, String> environment =
        of(
            new RunMode.Cloud(),
            Map.of(
                "PATH", "/bin",
                "TF_CLI_ARGS", "-lock=false",
                "TF_CLI_ARGS_plan", "-refresh=false",
                "TF_WORKSPACE", "other",
                "TF_REATTACH_PROVIDERS", "{}",
                "TF_VAR_project", "other",
                "TF_LOG", "TRACE",
                "TF_DATA_DIR", "/elsewhere"),
            false);
    assertThat(environment)
        .containsEntry("PATH", "/bin")
        .containsEntry("TF_INPUT", "0")
        .containsEntry("TF_IN_AUTOMATION", "1")
        .containsEntry("CHECKPOINT_DISABLE", "1")
        .doesNotContainKeys(
            "TF_CLI_ARGS",
            "TF_CLI_ARGS_plan",
            "TF_WORKSPACE",
            "TF_REATTACH_PROVIDERS",
            "TF_VAR_project",
            "TF_LOG",
            "TF_DATA_DIR");
  }

  @Test
  void aDeclaredVariableIsGivenAndAnOwnValueWins() {
    assertThat(of(SANDBOX, Map.of(), false)).containsEntry("TF_VAR_db_password", "generated");
    assertThat(of(SANDBOX, Map.of("TF_VAR_db_password", "own"), false))
        .containsEntry("TF_VAR_db_password", "own");
  }

  @Test
  void theSandboxSeesNoCredentials() {
    Map<String, String> credentials =
        Map.of(
            "GOOGLE_APPLICATION_CREDENTIALS", "/key.json",
            "GOOGLE_OAUTH_ACCESS_TOKEN", "token",
            "CLOUDSDK_CORE_PROJECT", "real",
            "TF_TOKEN_app_terraform_io", "token");
    assertThat(of(SANDBOX, credentials, false)).doesNotContainKeys(names(credentials));
    assertThat(of(new RunMode.Cloud(), credentials, false)).containsKeys(names(credentials));
  }

  private static String[] names(Map<String, String> map) {
    return map.keySet().toArray(String[]::new);
  }

  @Test
  void aConfigurationFileThatIsMissingIsReplacedByOurs() throws Exception {
    String missing = directory.resolve("missing.rc").toString();
    Map<String, String> environment =
        of(new RunMode.Cloud(), Map.of("TF_CLI_CONFIG_FILE", missing), false);
    Path ours = Path.of(environment.getOrDefault("TF_CLI_CONFIG_FILE", ""));
    assertThat(Files.readString(ours)).contains("disable_checkpoint = true");
  }

  @Test
  void theUsersOwnConfigurationFileCountsInTheCloudOnly() throws Exception {
    Path own = Files.writeString(directory.resolve("own.rc"), "");
    Map<String, String> inherited = Map.of("TF_CLI_CONFIG_FILE", own.toString());
    assertThat(of(new RunMode.Cloud(), inherited, false))
        .containsEntry("TF_CLI_CONFIG_FILE", own.toString());
    assertThat(of(SANDBOX, inherited, false).get("TF_CLI_CONFIG_FILE"))
        .isNotEqualTo(own.toString());
  }

  @Test
  void logsOfTerraformNeedTheWordForTalk() {
    assertThat(of(SANDBOX, Map.of("TF_LOG", "DEBUG"), true)).containsEntry("TF_LOG", "DEBUG");
    assertThat(of(SANDBOX, Map.of("TF_LOG", "DEBUG"), false)).doesNotContainKey("TF_LOG");
  }

  @Test
  void aSandboxWithoutAProviderCannotBeNamed() {
    assertThatThrownBy(() -> new RunMode.Sandbox(Map.of(RunMode.Sandbox.REATTACH, " ")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("would use a real provider");
    assertThatThrownBy(() -> new RunMode.Sandbox(Map.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
