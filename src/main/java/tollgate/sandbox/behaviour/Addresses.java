package tollgate.sandbox.behaviour;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of the internet protocol in any of their spellings. */
final class Addresses {
  /** Digits and points, or digits and colons: a literal, for which no name is looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private Addresses() {}

  /** The address in one spelling; empty when the text is none. */
  static Optional<String> plain(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text).getHostAddress())
          : Optional.empty();
    } catch (UnknownHostException notAddress) {
      return Optional.empty();
    }
  }
}
