package tollgate.sandbox.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Something that a user broke, to see what happens.
 *
 * @param on as the user wrote it
 * @param targets what it meets
 * @param during which operations it meets
 * @param left how often it still strikes; 0 for until it is mended
 * @param delay how long a slow operation takes longer
 */
public record Breakage(
    BreakKind kind,
    String on,
    List<Target> targets,
    Set<Operation> during,
    int left,
    Duration delay,
    Instant since) {
  public Breakage {
    targets = List.copyOf(targets);
    during = Set.copyOf(during);
  }

  /**
   * Resources of a type, or one of them.
   *
   * @param type a name, {@code *} and {@code ?} stand for what they usually do
   * @param attributes texts that the resource must have; empty for all of the type
   */
  public record Target(String type, Map<String, String> attributes) {
    public Target {
      attributes = Map.copyOf(attributes);
    }

    /** Whether that resource is meant. */
    boolean meets(Attempt attempt) {
      return matches(type, attempt.type())
          && attributes.entrySet().stream()
              .allMatch(each -> attempt.text(each.getKey()).equals(each.getValue()));
    }
  }

  boolean meets(Attempt attempt) {
    return during.contains(attempt.operation())
        && kind.suits(attempt.type())
        && targets.stream().anyMatch(target -> target.meets(attempt));
  }

  Breakage withLeft(int times) {
    return new Breakage(kind, on, targets, during, times, delay, since);
  }

  /** Whether a text fits a pattern with {@code *} and {@code ?}. */
  public static boolean matches(String pattern, String text) {
    String regex =
        pattern
            .chars()
            .mapToObj(
                each ->
                    switch (each) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(String.valueOf((char) each));
                    })
            .collect(Collectors.joining());
    return text.matches(regex);
  }
}
