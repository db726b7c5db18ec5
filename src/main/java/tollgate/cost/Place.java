package tollgate.cost;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where something is billed.
 *
 * @param region the price book's region, or empty text when it cannot be told
 * @param problem why it cannot be told, or empty text
 */
record Place(String region, String problem) {

  private static final Pattern ZONE = Pattern.compile("[a-z]+-[a-z]+\\d+-[a-z]");

  static Place at(String region) {
    return new Place(region, "");
  }

  static Place nowhere(String problem) {
    return new Place("", problem);
  }

  boolean isKnown() {
    return problem.isEmpty();
  }

  /** The region of a region's or zone's name or URL: {@code us-central1-a} is in us-central1. */
  static String regionOf(String written) {
    String name = written.substring(written.lastIndexOf('/') + 1).strip();
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() < 64 && ZONE.matcher(lower).matches()
        ? lower.substring(0, lower.length() - 2)
        : name;
  }
}
