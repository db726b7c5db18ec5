package tollgate.cli;

import picocli.CommandLine.Option;

/** How a command writes its data. */
final class FormatOption {

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  Format value = Format.text;
}
