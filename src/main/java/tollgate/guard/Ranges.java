package tollgate.guard;

import java.util.List;
import java.util.Locale;

/** Network ranges, as far as a rule has to tell who is behind them. */
final class Ranges {
  /** Identity-Aware Proxy's tunnel, and the load balancers' health checks. */
  private static final List<String> GOOGLE =
      List.of("35.235.240.0/20", "130.211.0.0/22", "35.191.0.0/16");

  private Ranges() {}

  /** Whether a range takes in (nearly) every address: {@code 0.0.0.0/0}, {@code ::/0}, a half. */
  static boolean isWholeInternet(String range) {
    int slash = range.indexOf('/');
    if (slash < 0) {
      return range.strip().equals("0.0.0.0") || range.strip().equals("*");
    }
    String bits = range.substring(slash + 1).strip();
    return bits.length() == 1 && bits.charAt(0) >= '0' && bits.charAt(0) <= '7' && isPublic(range);
  }

  /** Whether addresses outside private networks and Google's own proxies are in the range. */
  static boolean isPublic(String range) {
    String text = range.strip().toLowerCase(Locale.ROOT);
    if (GOOGLE.contains(text)) {
      return false;
    }
    if (text.contains(":")) {
      return !(text.startsWith("fc") || text.startsWith("fd") || text.startsWith("fe80:"));
    }
    int bits = bits(text);
    return !(text.startsWith("10.") && bits >= 8)
        && !(text.startsWith("192.168.") && bits >= 16)
        && !(text.startsWith("172.") && bits >= 12 && isTwelve(text))
        && !(text.startsWith("127.") && bits >= 8);
  }

  private static int bits(String range) {
    int slash = range.indexOf('/');
    String bits = slash < 0 ? "32" : range.substring(slash + 1);
    return bits.length() <= 2 && !bits.isEmpty() && bits.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(bits)
        : 0;
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
