package tollgate.schema.check;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ranges of IPv4 addresses, {@code 10.0.0.0/24}. */
public final class Ranges {
  private static final Pattern RANGE =
      Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})/(\\d{1,2})");

  private Ranges() {}

  /**
   * A range.
   *
   * @param bits that all its addresses have in common, from the left
   */
  public record Range(long address, int bits) {
    /** True when every address of the other one is in this one. */
    public boolean holds(Range other) {
      long mask = bits == 0 ? 0 : -1L << (32 - bits);
      return other.bits >= bits && (address & mask) == (other.address & mask);
    }
  }

  /** Empty when the text is no range, or of IPv6. */
  public static Optional<Range> parse(String text) {
    Matcher matcher = RANGE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long address = 0;
    for (int part = 1; part <= 4; part++) {
      int number = Integer.parseInt(matcher.group(part));
      if (number > 255) {
        return Optional.empty();
      }
      address = address * 256 + number;
    }
    int bits = Integer.parseInt(matcher.group(5));
    return bits > 32 ? Optional.empty() : Optional.of(new Range(address, bits));
  }
}
