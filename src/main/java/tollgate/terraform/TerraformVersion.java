package tollgate.terraform;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A release of terraform; a pre-release counts as older than its release.
 *
 * @param preRelease {@code beta1}, or empty text for a release
 */
public record TerraformVersion(int major, int minor, int patch, String preRelease)
    implements Comparable<TerraformVersion> {

  /** The first release with write-only arguments, which keep passwords out of plan and state. */
  public static final TerraformVersion MINIMUM = new TerraformVersion(1, 11, 0, "");

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(?:-([0-9A-Za-z.-]+))?.*");

  private static final Comparator<TerraformVersion> ORDER =
      Comparator.comparingInt(TerraformVersion::major)
          .thenComparingInt(TerraformVersion::minor)
          .thenComparingInt(TerraformVersion::patch)
          .thenComparing(version -> version.preRelease().isEmpty())
          .thenComparing(TerraformVersion::preRelease);

  /** Reads {@code 1.11.4} or {@code 1.12.0-beta1}. */
  public static Optional<TerraformVersion> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String preRelease = matcher.group(4);
    return Optional.of(
        new TerraformVersion(
            Integer.parseInt(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Integer.parseInt(matcher.group(3)),
            preRelease == null ? "" : preRelease));
  }

  @Override
  public int compareTo(TerraformVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    String release = major + "." + minor + "." + patch;
    return preRelease.isEmpty() ? release : release + "-" + preRelease;
  }
}
