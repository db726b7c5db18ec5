package tollgate.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "terraform",
    hidden = true,
    description = {
      "Runs terraform with the gate between plan and apply; tollgate-terraform calls it.",
      ""
    },
    footer = {"", "Example:", "  TERRAFORM_BINARY_NAME=./tollgate-terraform cdktf deploy lake"})
final class TerraformCommand implements Callable<Integer> {
  private final Rim rim;
  private final GlobalOptions options;

  @Parameters(paramLabel = "ARGUMENT", arity = "0..*", description = "Terraform's own arguments.")
  private List<String> arguments = List.of();

  TerraformCommand(Rim rim, GlobalOptions options) {
    this.rim = rim;
    this.options = options;
  }

  @Override
  public Integer call() throws Exception {
    TerraformArguments parsed = TerraformArguments.of(List.copyOf(arguments));
    Path directory = rim.directory().resolve(parsed.directory().orElse("")).toAbsolutePath();
    if (options.config.equals(GlobalOptions.CONFIG)) {
      options.config = settingsAbove(directory).toString();
    }
    try (Session session = new Session(rim, options)) {
      return new TerraformFront(session, parsed, directory).run(List.copyOf(arguments));
    }
  }

  /** Terraform works in cdktf.out/stacks/NAME; the settings lie above. */
  private static Path settingsAbove(Path directory) {
    for (Path at = directory.normalize(); at != null; at = at.getParent()) {
      Path settings = at.resolve(GlobalOptions.CONFIG);
      if (Files.isRegularFile(settings)) {
        return settings;
      }
    }
    return directory.resolve(GlobalOptions.CONFIG);
  }
}
