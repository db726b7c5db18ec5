package tollgate.cost;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Nearest {

  private static final int LONGEST = 100;

  private Nearest() {}

  /** The candidate that differs from the text in the fewest letters, if those are few. */
  static Optional<String> to(String text, Collection<String> candidates) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    int most = Math.max(1, text.length() / 5);
    return candidates.stream()
        .filter(candidate -> distance(text, candidate) <= most)
        .min(
            Comparator.<String>comparingInt(candidate -> distance(text, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Letters to insert, remove or change. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
