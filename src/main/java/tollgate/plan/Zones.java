package tollgate.plan;

import java.util.Locale;
import java.util.regex.Pattern;

/** Zones by their names, as plans spell them. */
public final class Zones {
  private static final Pattern ZONE = Pattern.compile("[a-z]+-[a-z]+\\d{1,3}-[a-z]");

  private Zones() {}

  /**
   * The region of a region's or zone's name or URL: {@code us-central1-a} is in us-central1. What
   * is no zone comes back as it is, without the way to it.
   */
  public static String region(String written) {
    String name = written.substring(written.lastIndexOf('/') + 1).strip();
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.length() < 64 && ZONE.matcher(lower).matches()
        ? lower.substring(0, lower.length() - 2)
        : name;
  }
}
