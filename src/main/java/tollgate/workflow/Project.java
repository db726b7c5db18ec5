package tollgate.workflow;

import java.nio.file.Path;
import java.util.Optional;
import tollgate.config.SettingsLoader;

/**
 * Where everything of a project lies.
 *
 * @param settings its tollgate.yaml
 * @param environment the chosen one
 */
public record Project(Path settings, Optional<String> environment) {

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

  /** The option that makes another command mean the same environment, with a space before it. */
  public String environmentOption() {
    return environment.map(name -> " --env " + name).orElse("");
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
