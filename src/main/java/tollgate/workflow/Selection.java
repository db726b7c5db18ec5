package tollgate.workflow;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import stacks.StackInfo;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/** Which stacks are meant, and in which order they must be taken. */
public final class Selection {

  private Selection() {}

  /**
   * The stacks that the patterns name, each after those it depends on.
   *
   * @param patterns names, or globs with {@code *} and {@code ?}; none means all
   * @throws StopException when a pattern names nothing
   */
  public static List<StackInfo> of(List<StackInfo> stacks, List<String> patterns) {
    List<StackInfo> ordered = inOrder(stacks);
    if (patterns.isEmpty()) {
      return ordered;
    }
    Set<String> chosen = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String pattern : patterns) {
      List<String> hits =
          ordered.stream().map(StackInfo::name).filter(name -> matches(pattern, name)).toList();
      if (hits.isEmpty()) {
        wrong.add(unknown(pattern, ordered.stream().map(StackInfo::name).toList()));
      }
      chosen.addAll(hits);
    }
    if (!wrong.isEmpty()) {
      throw new StopException(StopException.Reason.USAGE, String.join("\n", wrong));
    }
    return ordered.stream().filter(stack -> chosen.contains(stack.name())).toList();
  }

  private static String unknown(String pattern, List<String> names) {
    if (pattern.contains(",")) {
      return "There is no stack %s. Put blanks between names, no commas."
          .formatted(Shown.quoted(pattern));
    }
    return "There is no stack %s. %s"
        .formatted(Shown.quoted(pattern), Nearest.hint(pattern, names));
  }

  private static boolean matches(String pattern, String name) {
    StringBuilder regex = new StringBuilder();
    pattern
        .codePoints()
        .forEach(
            point ->
                regex.append(
                    switch (point) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(point));
                    }));
    return Pattern.matches(regex.toString(), name);
  }

  /** Every stack after those it depends on; otherwise the given order. */
  static List<StackInfo> inOrder(List<StackInfo> stacks) {
    List<StackInfo> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    Set<String> known = new HashSet<>(stacks.stream().map(StackInfo::name).toList());
    List<StackInfo> left = new ArrayList<>(stacks);
    while (!left.isEmpty()) {
      StackInfo next =
          left.stream()
              .filter(
                  stack ->
                      stack.dependsOn().stream()
                          .allMatch(name -> placed.contains(name) || !known.contains(name)))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "the stacks depend on each other in a circle: "
                              + left.stream().map(StackInfo::name).toList()));
      ordered.add(next);
      placed.add(next.name());
      left.remove(next);
    }
    return List.copyOf(ordered);
  }
}
