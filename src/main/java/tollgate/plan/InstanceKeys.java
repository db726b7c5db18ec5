package tollgate.plan;

/**
 * Finds instance keys, {@code [0]} and {@code ["eu"]}, in addresses. By hand and not by a regular
 * expression, whose stack a key of a megabyte would overflow.
 */
final class InstanceKeys {

  private InstanceKeys() {}

  /** An address without any instance key, in modules too. */
  static String without(String address) {
    if (address.indexOf('[') < 0) {
      return address;
    }
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < address.length()) {
      int end = endOfKey(address, at);
      if (end == at) {
        text.append(address.charAt(at));
        at++;
      } else {
        at = end;
      }
    }
    return text.toString();
  }

  /** An address without the key at its end. */
  static String withoutLast(String address) {
    int at = 0;
    while (at < address.length()) {
      int end = endOfKey(address, at);
      if (end == address.length()) {
        return address.substring(0, at);
      }
      at = Math.max(end, at + 1);
    }
    return address;
  }

  /** Where the key that begins here is over; the same place when none begins here. */
  private static int endOfKey(String address, int start) {
    if (address.charAt(start) != '[') {
      return start;
    }
    int at = start + 1;
    if (at < address.length() && address.charAt(at) == '"') {
      at++;
      while (at < address.length() && address.charAt(at) != '"') {
        at += address.charAt(at) == '\\' ? 2 : 1;
      }
      at++;
    } else {
      while (at < address.length() && address.charAt(at) >= '0' && address.charAt(at) <= '9') {
        at++;
      }
      if (at == start + 1) {
        return start;
      }
    }
    return at < address.length() && address.charAt(at) == ']' ? at + 1 : start;
  }
}
