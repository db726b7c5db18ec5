package tollgate.cli;

import java.util.List;
import picocli.CommandLine;
import tollgate.text.Nearest;

/** The word that was probably meant. */
final class UsageHints {

  private UsageHints() {}

  static List<String> of(CommandLine.ParameterException failure) {
    if (!(failure instanceof CommandLine.UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return List.of();
    }
    String word = unmatched.getUnmatched().get(0);
    CommandLine command = failure.getCommandLine();
    List<String> known =
        word.startsWith("-")
            ? command.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList()
            : List.copyOf(command.getSubcommands().keySet());
    return Nearest.to(word, known)
        .map(near -> List.of("Did you mean " + near + "?"))
        .orElse(List.of());
  }
}
