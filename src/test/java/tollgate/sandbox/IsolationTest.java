package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.RunMode;

/**
 * Sandbox and cloud never meet. A script that leaves a mark stands in for the real provider, and
 * every way there is to point terraform at it is set in the user's environment.
 */
class IsolationTest {
  private static final Options OPTIONS =
      Options.standard().withTypes(Set.of("google_storage_bucket"));

  private static final String LOCK =
      """
      provider "registry.terraform.io/hashicorp/google" {
        version = "7.45.0"
        hashes  = ["h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="]
      }
      """;

  /** By which the real provider, its backend or Google's libraries know who they are, and where. */
  private static final List<String> CREDENTIALS =
      List.of(
          "GOOGLE_APPLICATION_CREDENTIALS",
          "GOOGLE_CREDENTIALS",
          "GOOGLE_BACKEND_CREDENTIALS",
          "GOOGLE_CLOUD_KEYFILE_JSON",
          "GOOGLE_OAUTH_ACCESS_TOKEN",
          "GOOGLE_IMPERSONATE_SERVICE_ACCOUNT",
          "GOOGLE_BACKEND_IMPERSONATE_SERVICE_ACCOUNT",
          "GOOGLE_ENCRYPTION_KEY",
          "GOOGLE_PROJECT",
          "GOOGLE_CLOUD_PROJECT",
          "GOOGLE_REGION",
          "GOOGLE_STORAGE_CUSTOM_ENDPOINT",
          "GCLOUD_KEYFILE_JSON",
          "GCLOUD_PROJECT",
          "CLOUDSDK_CONFIG",
          "CLOUDSDK_CORE_PROJECT",
          "CLOUDSDK_AUTH_ACCESS_TOKEN",
          "GCE_METADATA_HOST",
          "USER_PROJECT_OVERRIDE");

  private final Path home;
  private final Path work;
  private final Path mark;
  private final Path store;

  IsolationTest(@TempDir Path directory) {
    this.home = directory.resolve("home");
    this.work = directory.resolve("work");
    this.mark = directory.resolve("the-real-provider-ran");
    this.store = directory.resolve("store");
  }

  @BeforeEach
  void aMachineWithTheRealProvider() throws IOException {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Path overrides = Files.createDirectories(home.resolve("overrides"));
    Path mirrored =
        Files.createDirectories(
            home.resolve(
                ".terraform.d/plugins/registry.terraform.io/hashicorp/google/7.45.0/linux_amd64"));
    for (Path each :
        List.of(
            overrides.resolve("terraform-provider-google"),
            mirrored.resolve("terraform-provider-google_v7.45.0"))) {
      Files.writeString(each, "#!/bin/sh\necho ran >>'%s'\nexit 1\n".formatted(mark));
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        home.resolve(".terraformrc"),
        "provider_installation {\n  dev_overrides {\n    \"hashicorp/google\" = \"%s\"\n  }\n}\n"
            .formatted(overrides));
    Files.createDirectories(work);
    Files.writeString(
        work.resolve("main.tf.json"),
        """
        {"terraform":{"required_providers":{"google":{"source":"hashicorp/google"}}},
         "provider":{"google":{"project":"acme-data-dev","region":"europe-west1"}},
         "resource":{"google_storage_bucket":{"lake":{"name":"acme-lake","location":"EU"}}}}
        """);
  }

  @Test
  void aRunInTheSandboxNeverReachesTheRealProvider() throws Exception {
    Files.writeString(work.resolve(".terraform.lock.hcl"), LOCK);
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Map<String, String> environment =
          environment(new RunMode.Sandbox(sandbox.environment()), Map.of());

      assertThat(run(environment, "init", "-input=false")).as(output()).isZero();
      assertThat(run(environment, "apply", "-input=false", "-auto-approve")).as(output()).isZero();

      assertThat(sandbox.objects()).extracting(SandboxObject::id).containsExactly("acme-lake");
    }
    assertThat(mark).doesNotExist();
    assertThat(home.resolve("data")).doesNotExist();
    assertThat(home.resolve("cache")).doesNotExist();
    assertThat(work.resolve(".terraform.lock.hcl")).hasContent(LOCK);
    assertThat(work.resolve(".terraform/providers")).doesNotExist();
  }

  @Test
  void aSandboxThatIsGoneIsAnErrorAndNotTheRealProvider() throws Exception {
    SandboxProcess sandbox = SandboxProcess.start(store, Set.of("google_storage_bucket"));
    Map<String, String> environment =
        environment(new RunMode.Sandbox(sandbox.environment()), Map.of());
    assertThat(run(environment, "init", "-input=false")).as(output()).isZero();
    sandbox.kill();

    assertThat(run(environment, "plan", "-input=false")).isEqualTo(1);

    assertThat(mark).doesNotExist();
  }

  @Test
  void aRunInTheCloudNeverReachesTheSandboxOfTheShellItIsStartedFrom() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Map<String, String> environment = environment(new RunMode.Cloud(), sandbox.environment());

      run(environment, "plan", "-input=false");

      assertThat(environment).doesNotContainKey("TF_REATTACH_PROVIDERS");
      assertThat(mark).as(output()).exists();
      assertThat(sandbox.objects()).isEmpty();
    }
    assertThat(work.resolve("terraform.tfstate")).doesNotExist();
  }

  @Test
  void nothingThatTheUserSetForTheCloudIsInTheSandboxsEnvironment() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Map<String, String> foreign =
          Map.of(
              "TF_REATTACH_PROVIDERS", "{}",
              "TF_HTTP_ADDRESS", "https://states.example",
              "TF_HTTP_PASSWORD", "a-real-one",
              "TOLLGATE_SANDBOX_STATES", "http://127.0.0.1:1");
      RunMode.Sandbox mode = new RunMode.Sandbox(sandbox.environment());

      Map<String, String> environment = environment(mode, foreign);

      assertThat(environment).containsAllEntriesOf(sandbox.environment());
      assertThat(environment.keySet())
          .doesNotContainAnyElementsOf(CREDENTIALS)
          .filteredOn(name -> name.startsWith("TF_") || name.startsWith("TOLLGATE_"))
          .filteredOn(name -> !sandbox.environment().containsKey(name))
          .containsExactlyInAnyOrder("TF_CLI_CONFIG_FILE", "TF_IN_AUTOMATION", "TF_INPUT");
    }
  }

  @Test
  void nothingOfASandboxsShellIsInTheCloudsEnvironment() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Map<String, String> shell = new HashMap<>(sandbox.environment());
      shell.putAll(new RunMode.Sandbox(sandbox.environment()).stateOf("lake"));

      Map<String, String> environment = environment(new RunMode.Cloud(), shell);

      assertThat(environment).doesNotContainKeys(shell.keySet().toArray(new String[0]));
      assertThat(environment)
          .containsKeys(CREDENTIALS.toArray(new String[0]))
          .doesNotContainKeys(
              "TF_WORKSPACE", "TF_DATA_DIR", "TF_CLI_ARGS", "TF_CLI_ARGS_plan", "TF_VAR_project");
    }
  }

  @Test
  void theBetaProviderAndOpenTofusNamesAreTheSandboxsToo() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      assertThat(sandbox.environment().get("TF_REATTACH_PROVIDERS"))
          .contains("\"registry.terraform.io/hashicorp/google\":")
          .contains("\"registry.terraform.io/hashicorp/google-beta\":")
          .contains("\"registry.opentofu.org/hashicorp/google\":")
          .contains("\"registry.opentofu.org/hashicorp/google-beta\":");
      Files.writeString(
          work.resolve("main.tf.json"),
          """
          {"terraform":{"required_providers":{"google-beta":{"source":"hashicorp/google-beta"}}},
           "provider":{"google-beta":{"project":"acme-data-dev","region":"europe-west1"}},
           "resource":{"google_storage_bucket":{"lake":{"provider":"google-beta",
             "name":"acme-beta","location":"EU"}}}}
          """);
      Map<String, String> environment =
          environment(new RunMode.Sandbox(sandbox.environment()), Map.of());
      assertThat(run(environment, "init", "-input=false")).as(output()).isZero();
      assertThat(run(environment, "apply", "-input=false", "-auto-approve")).as(output()).isZero();
      assertThat(sandbox.objects()).extracting(SandboxObject::id).containsExactly("acme-beta");
    }
  }

  /** What terraform gets from a user who has set everything that there is to set. */
  private Map<String, String> environment(RunMode mode, Map<String, String> more) {
    Map<String, String> inherited = new HashMap<>(more);
    inherited.put("PATH", System.getenv("PATH"));
    inherited.put("HOME", home.toString());
    inherited.put("TF_CLI_CONFIG_FILE", home.resolve(".terraformrc").toString());
    inherited.put("TF_PLUGIN_CACHE_DIR", home.resolve("cache").toString());
    inherited.put("TF_DATA_DIR", home.resolve("data").toString());
    inherited.put("TF_WORKSPACE", "production");
    inherited.put("TF_CLI_ARGS", "-state=" + home.resolve("real.tfstate"));
    inherited.put("TF_CLI_ARGS_init", "-plugin-dir=" + home.resolve(".terraform.d/plugins"));
    inherited.put("TF_CLI_ARGS_plan", "-var-file=" + home.resolve("real.tfvars"));
    inherited.put("TF_CLI_ARGS_apply", "-destroy");
    inherited.put("TF_VAR_project", "the-real-one");
    inherited.put("TF_STATE_PERSIST_INTERVAL", "1");
    inherited.put("TF_TOKEN_app_terraform_io", "a-token");
    CREDENTIALS.forEach(name -> inherited.put(name, home.resolve("key.json").toString()));
    return new ChildEnvironment(inherited, work.resolveSibling(".tollgate"), false)
        .of(mode, Map.of());
  }

  private int run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("terraform"));
    command.addAll(List.of(arguments));
    command.add("-no-color");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(work.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private Path log() {
    return work.resolveSibling("log");
  }

  private String output() throws IOException {
    return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
  }
}
