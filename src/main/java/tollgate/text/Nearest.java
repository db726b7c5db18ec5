package tollgate.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The word somebody probably meant. */
public final class Nearest {
  /** Longer words are no slips of the finger, and comparing them costs time. */
  private static final int LONGEST = 64;

  private static final int MOST_SLIPS = 4;

  /** As many words as a sentence can carry. */
  private static final int MOST_LISTED = 20;

  private Nearest() {}

  /**
   * The closest of {@code known}, when it is close enough to be a slip: a third of its letters, at
   * most four.
   */
  public static Optional<String> to(String word, Collection<String> known) {
    if (word.isEmpty() || word.length() > LONGEST) {
      return Optional.empty();
    }
    String typed = word.toLowerCase(Locale.ROOT);
    record Near(String word, int distance) {}
    return known.stream()
        .map(each -> new Near(each, distance(typed, each.toLowerCase(Locale.ROOT))))
        .filter(
            near -> near.distance() <= Math.max(1, Math.min(MOST_SLIPS, near.word().length() / 3)))
        .min(Comparator.comparingInt(Near::distance).thenComparing(Near::word))
        .map(Near::word);
  }

  /** " Did you mean x?" or, when nothing is near, all that is possible. */
  public static String hint(String word, Collection<String> known) {
    return hint(word, known, "docs/settings.md");
  }

  /**
   * The same.
   *
   * @param whole what lists all, where they are too many for a sentence
   */
  public static String hint(String word, Collection<String> known, String whole) {
    return to(word, known)
        .map(near -> "Did you mean " + near + "?")
        .orElseGet(() -> "Use " + listed(known, whole) + ".");
  }

  private static String listed(Collection<String> known, String whole) {
    String words = known.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
    int more = known.size() - MOST_LISTED;
    return (known.size() == 1 ? "" : "one of: ")
        + words
        + (more > 0 ? " and %d more, which %s lists".formatted(more, whole) : "");
  }

  /** Insertions, deletions, replacements and swaps of neighbours that turn one into the other. */
  static int distance(String from, String to) {
    int[][] cost = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          cost[i][j] = i + j;
          continue;
        }
        int replaced = cost[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        cost[i][j] = Math.min(replaced, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[from.length()][to.length()];
  }
}
