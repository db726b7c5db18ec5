package tollgate.workflow;

import java.nio.file.Path;
import java.util.Optional;
import tollgate.config.SettingsLoader;
import tollgate.text.ShellWord;

/**
 * Where everything of a project lies.
 *
 * @param settings its tollgate.yaml
 * @param environment the chosen one
 * @param named the settings as the user named them, where they are not the usual ones
 */
public record Project(Path settings, Optional<String> environment, Optional<String> named) {

  private static final String DEFAULT_ENVIRONMENT = "default";

  /**
   * Checks the environment, whose name becomes a directory's.
   *
   * @throws StopException when none can be called so
   */
  public Project {
    environment
        .flatMap(SettingsLoader::faultOfName)
        .ifPresent(
            fault -> {
              throw new StopException(StopException.Reason.USAGE, fault);
            });
  }

  /** With the usual settings of a directory. */
  public Project(Path settings, Optional<String> environment) {
    this(settings, environment, Optional.empty());
  }

  public Path root() {
    return Optional.ofNullable(settings.toAbsolutePath().getParent()).orElseThrow();
  }

  /** Everything that Tollgate keeps for itself. */
  public Path tollgate() {
    return root().resolve(".tollgate");
  }

  /** What the stacks are synthesized into. */
  public Path synthesized() {
    return root().resolve("cdktf.out");
  }

  /** The providers that were chosen, for all stacks; to be committed. */
  public Path providerLock() {
    return root().resolve(".terraform.lock.hcl");
  }

  public String environmentName() {
    return environment.orElse(DEFAULT_ENVIRONMENT);
  }

  /** The options that make another command mean the same settings, with a space before each. */
  public String options() {
    return environment.map(name -> " --env " + ShellWord.of(name)).orElse("")
        + named.map(file -> " --config " + ShellWord.of(file)).orElse("");
  }

  /**
   * What belongs to one environment on one ground.
   *
   * @param ground {@code sandbox} or {@code cloud}
   */
  public Path workplace(String ground) {
    return tollgate().resolve(ground).resolve(environmentName());
  }
}
