package tollgate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine.Option;
import tollgate.workflow.StopException;

/** In which formats plans and verdicts are written, and where to. */
final class ReportOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  ReportFormat format = ReportFormat.text;

  @Option(
      names = "--report",
      paramLabel = "FORMAT=FILE",
      description = "Also write the report to a file; may be given for several formats.")
  Map<ReportFormat, Path> files = new TreeMap<>();

  /** Writes the files, then the format that was asked for to stdout. */
  void write(Rim rim, Function<ReportFormat, String> rendering) {
    files.forEach(
        (asked, file) -> {
          try {
            Files.writeString(rim.directory().resolve(file), rendering.apply(asked));
          } catch (IOException unwritable) {
            throw new StopException(
                StopException.Reason.USAGE,
                "%s cannot be written; name a file in a directory that exists after --report %s=."
                    .formatted(file, asked));
          }
        });
    rim.out().print(rendering.apply(format));
  }
}
