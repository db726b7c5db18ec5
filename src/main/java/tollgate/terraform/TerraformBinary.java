package tollgate.terraform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The terraform executable.
 *
 * @param path absolute
 * @param version what it says of itself
 */
public record TerraformBinary(Path path, TerraformVersion version) {

  /** Names another executable than the {@code terraform} on the PATH. */
  public static final String VARIABLE = "TOLLGATE_TERRAFORM";

  private static final String WAY_OUT =
      " Install Terraform "
          + TerraformVersion.MINIMUM
          + " or newer (https://developer.hashicorp.com/terraform/install), or set "
          + VARIABLE
          + " to its path.";

  /**
   * Finds the executable and asks for its version.
   *
   * @param environment of this process
   * @throws TerraformMissingException when there is none, it does not run, or it is too old
   */
  public static TerraformBinary find(Map<String, String> environment, Children children) {
    Path path = locate(environment);
    TerraformVersion version = askVersion(path, environment, children);
    if (version.compareTo(TerraformVersion.MINIMUM) < 0) {
      throw new TerraformMissingException(
          "The terraform at "
              + path
              + " is version "
              + version
              + ", and write-only arguments need "
              + TerraformVersion.MINIMUM
              + "."
              + WAY_OUT);
    }
    return new TerraformBinary(path, version);
  }

  /**
   * Finds the executable without running it.
   *
   * @throws TerraformMissingException when there is none
   */
  public static Path locate(Map<String, String> environment) {
    String wanted = environment.getOrDefault(VARIABLE, "");
    String name = wanted.isEmpty() ? "terraform" : wanted;
    if (name.contains(File.separator)) {
      return Optional.of(Path.of(name))
          .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
          .map(Path::toAbsolutePath)
          .orElseThrow(
              () ->
                  new TerraformMissingException(
                      VARIABLE + " names " + name + ", which is no executable file." + WAY_OUT));
    }
    return SearchPath.find(environment, List.of(name))
        .map(Path::toAbsolutePath)
        .orElseThrow(
            () -> new TerraformMissingException("There is no " + name + " on the PATH." + WAY_OUT));
  }

  private static TerraformVersion askVersion(
      Path path, Map<String, String> environment, Children children) {
    // Nothing else: the version must not depend on a configuration file.
    Map<String, String> bare =
        Map.of(
            "PATH",
            environment.getOrDefault("PATH", ""),
            "CHECKPOINT_DISABLE",
            "1",
            "TF_CLI_CONFIG_FILE",
            "/dev/null");
    Child.Result result =
        children.run(
            List.of(path.toString(), "version", "-json"),
            Path.of("").toAbsolutePath(),
            bare,
            Duration.ofSeconds(30));
    try {
      return Optional.of(result)
          .filter(done -> done.exitCode() == 0)
          .flatMap(done -> TerraformVersion.parse(readVersion(done.stdout())))
          .orElseThrow(
              () ->
                  new TerraformMissingException(
                      "The executable "
                          + path
                          + " does not tell its version as terraform does (exit "
                          + result.exitCode()
                          + ")."
                          + WAY_OUT));
    } catch (IllegalArgumentException e) {
      throw new TerraformMissingException(
          "The executable " + path + " does not answer as terraform does." + WAY_OUT);
    }
  }

  private static String readVersion(String json) {
    try {
      return new ObjectMapper().readTree(json).path("terraform_version").asText();
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}
