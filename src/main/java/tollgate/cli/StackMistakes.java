package tollgate.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stacks.StackInfo;
import tollgate.plan.Address;
import tollgate.report.Printable;
import tollgate.report.Sources;
import tollgate.workflow.EarlyCheck;
import tollgate.workflow.EarlyCheck.Mistake;
import tollgate.workflow.StopException;

/** Says what terraform would refuse in the synthesized stacks, and where it is written. */
final class StackMistakes {
  private static final int MOST_CHARACTERS = 600;

  private StackMistakes() {}

  /**
   * Stops at mistakes, all at once.
   *
   * @param root what paths are shown from
   * @throws StopException when there are any
   */
  static void refuse(List<StackInfo> stacks, Path root) {
    List<Mistake> mistakes = EarlyCheck.of(stacks);
    if (mistakes.isEmpty()) {
      return;
    }
    Sources sources = new StackSources(root, stacks);
    throw new StopException(
        StopException.Reason.USAGE,
        mistakes.size() == 1
            ? "Terraform would refuse what the stacks ask for. Correct it where it is written:"
            : "Terraform would refuse what the stacks ask for, in %d places. Correct them where they are written:"
                .formatted(mistakes.size()),
        mistakes.stream().map(mistake -> sentence(mistake, stacks, sources)).toList());
  }

  private static String sentence(Mistake mistake, List<StackInfo> stacks, Sources sources) {
    String address = mistake.finding().address();
    String sentence =
        "%s%s in stack %s: %s"
            .formatted(
                place(mistake.stack(), address, stacks, sources),
                address,
                mistake.stack(),
                mistake.finding().what().replaceAll("\\s*\\n\\s*", " "));
    String shown = Printable.text(sentence, MOST_CHARACTERS);
    return shown.endsWith(".") ? shown : shown + ".";
  }

  /** The line of Java that made it, else the line of the synthesized file. */
  private static String place(
      String stack, String address, List<StackInfo> stacks, Sources sources) {
    Optional<String> written =
        stacks.stream()
            .filter(each -> each.name().equals(stack))
            .flatMap(each -> Optional.ofNullable(each.sources().get(address)).stream())
            .map(at -> "%s:%d: ".formatted(at.file(), at.line()))
            .findFirst();
    return written
        .or(
            () ->
                sources
                    .of(stack, Optional.of(new Address(address)))
                    .map(at -> at.uri() + (at.line() > 0 ? ":" + at.line() : "") + ": "))
        .orElse("");
  }
}
