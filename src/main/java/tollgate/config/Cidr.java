package tollgate.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * A private IPv4 range, as in {@code 10.10.0.0/24}.
 *
 * @param address the first address of the range
 * @param prefix length of the network part, 8 to 29: Google takes four addresses of every subnet
 */
public record Cidr(String address, int prefix) {
  private static final Pattern SHAPE =
      Pattern.compile("((?:0|[1-9][0-9]{0,2})(?:\\.(?:0|[1-9][0-9]{0,2})){3})/([0-9]{1,2})");

  static final Kind<Cidr> KIND =
      Kind.text(
          "address range",
          Cidr::parse,
          Kind.matching("^[0-9]{1,3}(\\.[0-9]{1,3}){3}/([89]|1[0-9]|2[0-9])$"));

  public Cidr {
    long bits = 0;
    for (String part : address.split("\\.")) {
      int octet = part.matches("[0-9]{1,3}") ? Integer.parseInt(part) : 256;
      if (octet > 255) {
        throw new IllegalArgumentException(
            Shown.quoted(address) + " is no IPv4 address. Write it as in 10.10.0.0/24.");
      }
      bits = bits << 8 | octet;
    }
    if (prefix < 8 || prefix > 29) {
      throw new IllegalArgumentException(
          "/" + prefix + " is no size for a subnet. Use /8 to /29, as in 10.10.0.0/24.");
    }
    long host = bits & ((1L << (32 - prefix)) - 1);
    if (host != 0) {
      throw new IllegalArgumentException(
          "%s/%d starts inside its range. Use %s/%d."
              .formatted(address, prefix, dotted(bits - host), prefix));
    }
    if (!isPrivate(bits, prefix)) {
      throw new IllegalArgumentException(
          "%s/%d is not private. Use a range in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16."
              .formatted(address, prefix));
    }
  }

  /** Reads {@code 10.10.0.0/24}. */
  public static Cidr parse(String text) {
    Matcher parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no address range. Write it as in 10.10.0.0/24.");
    }
    return new Cidr(parts.group(1), Integer.parseInt(parts.group(2)));
  }

  /**
   * An address of the range.
   *
   * @param number 0 for the first one
   */
  public String host(int number) {
    if (number < 0 || number >= 1L << (32 - prefix)) {
      throw new IllegalArgumentException(this + " has no address number " + number);
    }
    return dotted(bits(address) + number);
  }

  /** True when some address is in both ranges. */
  public boolean overlaps(Cidr other) {
    int shift = 32 - Math.min(prefix, other.prefix);
    return bits(address) >> shift == bits(other.address) >> shift;
  }

  private static long bits(String address) {
    long bits = 0;
    for (String part : address.split("\\.")) {
      bits = bits << 8 | Integer.parseInt(part);
    }
    return bits;
  }

  /** The three ranges of RFC 1918. */
  private static boolean isPrivate(long bits, int prefix) {
    return bits >> 24 == 10
        || (prefix >= 12 && bits >> 20 == (172 << 4 | 1))
        || (prefix >= 16 && bits >> 16 == (192 << 8 | 168));
  }

  private static String dotted(long bits) {
    return "%d.%d.%d.%d".formatted(bits >> 24, bits >> 16 & 255, bits >> 8 & 255, bits & 255);
  }

  @Override
  public String toString() {
    return address + "/" + prefix;
  }
}
