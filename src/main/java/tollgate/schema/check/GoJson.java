package tollgate.schema.check;

/** How the provider's language speaks of a text that is not JSON. */
public final class GoJson {
  private GoJson() {}

  /** The message for the commonest mistakes: text that ends early, or starts as no value does. */
  public static String mistake(String text) {
    String trimmed = text.strip();
    if (trimmed.isEmpty()) {
      return "unexpected end of JSON input";
    }
    char first = trimmed.charAt(0);
    if ("{[\"-0123456789tfn".indexOf(first) < 0) {
      return "invalid character '%c' looking for beginning of value".formatted(first);
    }
    return "unexpected end of JSON input";
  }
}
