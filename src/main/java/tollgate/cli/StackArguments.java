package tollgate.cli;

import java.util.List;
import picocli.CommandLine.Parameters;

/** Which stacks a command is about. */
final class StackArguments {

  @Parameters(
      paramLabel = "STACK",
      arity = "0..*",
      description = "Names, or patterns with * and ?; none means all.")
  List<String> patterns = List.of();
}
