package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** Network ranges, as far as a rule has to tell who is behind them. */
final class Ranges {
  /** Identity-Aware Proxy's tunnel, and the load balancers' health checks. */
  private static final List<String> GOOGLE =
      List.of("35.235.240.0/20", "130.211.0.0/22", "35.191.0.0/16");

  /** The longest prefix of a range that is called nearly everything: a 128th of all addresses. */
  private static final int MOST_OF_ALL = 7;

  private Ranges() {}

  /** Whether a range takes in (nearly) every address: {@code 0.0.0.0/0}, {@code ::/0}, a half. */
  static boolean isWholeInternet(String range) {
    int slash = range.indexOf('/');
    if (slash < 0) {
      return range.strip().equals("0.0.0.0") || range.strip().equals("*");
    }
    OptionalInt bits = bits(range);
    return bits.isPresent() && bits.getAsInt() <= MOST_OF_ALL && isPublic(range);
  }

  /** Whether addresses outside private networks and Google's own proxies are in the range. */
  static boolean isPublic(String range) {
    String text = range.strip().toLowerCase(Locale.ROOT);
    if (GOOGLE.contains(text)) {
      return false;
    }
    // What cannot be read may be any range.
    int bits = bits(text).orElse(0);
    if (text.contains(":")) {
      return !((text.startsWith("fc") || text.startsWith("fd")) && bits >= 7)
          && !(text.startsWith("fe80:") && bits >= 10);
    }
    return !(text.startsWith("10.") && bits >= 8)
        && !(text.startsWith("192.168.") && bits >= 16)
        && !(text.startsWith("172.") && bits >= 12 && isTwelve(text))
        && !(text.startsWith("127.") && bits >= 8);
  }

  /** The length of the range's prefix; of a single address that of the shorter kind. */
  private static OptionalInt bits(String range) {
    int slash = range.indexOf('/');
    String bits = slash < 0 ? "32" : range.substring(slash + 1).strip();
    return bits.matches("[0-9]{1,3}")
        ? OptionalInt.of(Integer.parseInt(bits))
        : OptionalInt.empty();
  }

  /** 172.16.0.0/12: the second number is 16 to 31. */
  private static boolean isTwelve(String range) {
    int dot = range.indexOf('.', 4);
    String second = dot < 0 ? "" : range.substring(4, dot);
    if (second.length() != 2 || !second.chars().allMatch(Character::isDigit)) {
      return false;
    }
    int number = Integer.parseInt(second);
    return number >= 16 && number <= 31;
  }
}
