package tollgate.schema.check;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses and ranges of both versions of the internet protocol, as text. */
public final class NetworkText {
  /** Digits and points, or digits and colons: a literal, for which no name is looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

  private NetworkText() {}

  /** The address in one of its spellings, the same for each; empty when the text is none. */
  public static Optional<String> address(String text) {
    try {
      return LITERAL.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text).getHostAddress())
          : Optional.empty();
    } catch (UnknownHostException notAddress) {
      return Optional.empty();
    }
  }

  /** The range in one of its spellings, its first address and its bits; empty when it is none. */
  public static Optional<String> network(String range) {
    if (!isRange(range)) {
      return Optional.empty();
    }
    int bits = bits(range);
    try {
      String address = range.substring(0, range.indexOf('/'));
      byte[] bytes = InetAddress.getByName(address).getAddress();
      for (int i = 0; i < bytes.length; i++) {
        int kept = Math.max(0, Math.min(Byte.SIZE, bits - i * Byte.SIZE));
        bytes[i] &= (byte) (0xff << (Byte.SIZE - kept));
      }
      return Optional.of(InetAddress.getByAddress(bytes).getHostAddress() + "/" + bits);
    } catch (UnknownHostException impossible) {
      return Optional.empty();
    }
  }

  static boolean isAddress(String text) {
    return address(text).isPresent();
  }

  static boolean isRange(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !text.substring(slash + 1).matches("\\d{1,3}")) {
      return false;
    }
    String address = text.substring(0, slash);
    int bits = Integer.parseInt(text.substring(slash + 1));
    return isAddress(address) && bits <= (address.contains(":") ? 128 : 32);
  }

  /** How many bits a range's addresses have in common. */
  static int bits(String range) {
    return Integer.parseInt(range.substring(range.indexOf('/') + 1));
  }
}
