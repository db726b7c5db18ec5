package tollgate.cli;

import java.util.List;
import picocli.CommandLine.Option;

/** What a command line agrees to in advance. */
final class ConsentOptions {

  @Option(
      names = {"-y", "--yes"},
      description = "Answer the ordinary question.")
  private boolean yes;

  @Option(
      names = "--approve",
      paramLabel = "KIND",
      split = ",",
      description = "Accept a danger: ${COMPLETION-CANDIDATES}.")
  private List<Danger> approved = List.of();

  Consent consent(Rim rim) {
    return new Consent(rim, yes, List.copyOf(approved));
  }
}
