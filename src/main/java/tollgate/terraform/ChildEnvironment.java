package tollgate.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The environment that terraform runs in: nothing inherited may change what a plan says.
 *
 * <p>Every inherited {@code TF_*} variable is dropped, TF_CLI_ARGS, TF_WORKSPACE and
 * TF_REATTACH_PROVIDERS first of all. What stays: registry tokens, the plugin cache, TF_LOG where
 * talk was asked for, and a TF_VAR_ of a variable that the stack declares. Stacks declare only
 * ephemeral secrets; bringing one's own password must be possible, and cannot change a plan.
 */
public final class ChildEnvironment {

  private static final String CLI_CONFIG =
      "# Written by tollgate for the terraform runs it starts.\ndisable_checkpoint = true\n";

  /** No provider has any business with it. */
  public static final String APPROVAL_KEY = "TOLLGATE_APPROVAL_KEY";

  /**
   * Go collects garbage each time its heap has doubled. With no cloud to wait for that is a third
   * of terraform's time; up to this limit memory is cheaper.
   */
  private static final Map<String, String> COLLECTING = Map.of("GOGC", "800", "GOMEMLIMIT", "1GiB");

  /**
   * What the real provider, its backend and Google's libraries read of an identity or a project.
   */
  private static final Set<String> CREDENTIALS =
      Set.of("GOOGLE_", "CLOUDSDK_", "GCLOUD_", "GCE_METADATA_", "USER_PROJECT_OVERRIDE");

  private final Map<String, String> inherited;
  private final Path tollgateDirectory;
  private final boolean verbose;

  /**
   * @param inherited the environment of this process
   * @param tollgateDirectory the project's .tollgate
   * @param verbose whether an inherited TF_LOG may stay
   */
  public ChildEnvironment(Map<String, String> inherited, Path tollgateDirectory, boolean verbose) {
    this.inherited = Map.copyOf(inherited);
    this.tollgateDirectory = tollgateDirectory;
    this.verbose = verbose;
  }

  /**
   * The whole environment for one stack.
   *
   * @param variables values for the stack's ephemeral variables, by name
   */
  public Map<String, String> of(RunMode mode, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>();
    inherited.forEach(
        (name, value) -> {
          if (keeps(mode, name)) {
            environment.put(name, value);
          }
        });
    variables.forEach(
        (name, value) -> {
          String variable = "TF_VAR_" + name;
          environment.put(variable, inherited.getOrDefault(variable, value));
        });
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_INPUT", "0");
    environment.put("CHECKPOINT_DISABLE", "1");
    if (mode instanceof RunMode.Sandbox sandbox) {
      environment.put("TF_CLI_CONFIG_FILE", cliConfig().toString());
      COLLECTING.forEach(environment::putIfAbsent);
      environment.putAll(sandbox.provider());
    } else {
      keepCliConfig(environment);
      environment.putIfAbsent("TF_PLUGIN_CACHE_DIR", pluginCache().toString());
    }
    return Map.copyOf(environment);
  }

  private boolean keeps(RunMode mode, String name) {
    // A shell of a sandbox names that sandbox's states; one's own are named anew.
    if (name.equals(APPROVAL_KEY) || name.startsWith("TOLLGATE_SANDBOX_")) {
      return false;
    }
    if (name.startsWith("TF_")) {
      return (verbose && Set.of("TF_LOG", "TF_LOG_PATH", "TF_LOG_PROVIDER").contains(name))
          || (mode instanceof RunMode.Cloud
              && (name.startsWith("TF_TOKEN_") || name.equals("TF_PLUGIN_CACHE_DIR")));
    }
    boolean credential = CREDENTIALS.stream().anyMatch(name::startsWith);
    return mode instanceof RunMode.Cloud || !credential;
  }

  /** A registry mirror or a proxy may be set in the user's own file, where there is one. */
  private void keepCliConfig(Map<String, String> environment) {
    String named = inherited.getOrDefault("TF_CLI_CONFIG_FILE", "");
    Path own = Path.of(inherited.getOrDefault("HOME", ""), ".terraformrc");
    if (!named.isEmpty() && Files.isReadable(Path.of(named))) {
      environment.put("TF_CLI_CONFIG_FILE", named);
    } else if (!Files.isReadable(own)) {
      environment.put("TF_CLI_CONFIG_FILE", cliConfig().toString());
    }
  }

  /** A command line configuration without telemetry. */
  public Path cliConfig() {
    Path file = tollgateDirectory.resolve("terraform.rc").toAbsolutePath();
    try {
      if (!Files.exists(file) || !Files.readString(file).equals(CLI_CONFIG)) {
        Files.createDirectories(tollgateDirectory);
        Files.writeString(file, CLI_CONFIG);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private Path pluginCache() {
    try {
      return Files.createDirectories(tollgateDirectory.resolve("plugins")).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
