package tollgate.cli;

import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class GlobalOptions {

  /** The settings of a project, in its directory. */
  static final String CONFIG = "tollgate.yaml";

  /** When to use colours. */
  enum Colour {
    auto,
    always,
    never
  }

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "${env:TOLLGATE_CONFIG:-" + CONFIG + "}",
      scope = ScopeType.INHERIT,
      description = "The settings (${DEFAULT-VALUE}).")
  String config = CONFIG;

  @Option(
      names = "--env",
      paramLabel = "NAME",
      defaultValue = "${env:TOLLGATE_ENV:-}",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      scope = ScopeType.INHERIT,
      description = "An environment of the settings.")
  String environment = "";

  @Option(
      names = "--sandbox",
      scope = ScopeType.INHERIT,
      description = "Run against the simulated cloud on this machine.")
  boolean sandbox;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      defaultValue = "auto",
      scope = ScopeType.INHERIT,
      description = "Colours: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Colour colour = Colour.auto;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Only data and errors.")
  boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Stack traces, and TF_LOG for terraform.")
  boolean verbose;
}
