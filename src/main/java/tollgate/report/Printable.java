package tollgate.report;

import tollgate.text.Characters;

/**
 * Makes text from a plan, a file or a cloud safe to print on one line: whatever moves the cursor,
 * colours, hides or reorders text is shown as an escape instead.
 */
public final class Printable {
  private Printable() {}

  /**
   * The text with every control, format, line-separating, private and unpaired character written as
   * {@code \n}, {@code \t} or <code>\u001b</code>. What is printable already comes back unchanged.
   */
  public static String text(String raw) {
    if (raw.codePoints().allMatch(Characters::readable)) {
      return raw;
    }
    StringBuilder shown = new StringBuilder(raw.length() + 16);
    raw.codePoints()
        .forEach(
            point -> {
              if (Characters.readable(point)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(escape(point));
              }
            });
    return shown.toString();
  }

  /** The same, cut to so many characters with three dots where it is longer. */
  public static String text(String raw, int most) {
    // Cut before escaping too, or a megabyte of text is walked for a line of it.
    String shown = text(raw.length() > 4 * most ? raw.substring(0, 4 * most) : raw);
    return shown.length() <= most ? shown : cut(shown, most - 3) + "...";
  }

  private static String cut(String text, int most) {
    int end = Math.max(0, most);
    return end > 0 && Character.isHighSurrogate(text.charAt(end - 1))
        ? text.substring(0, end - 1)
        : text.substring(0, end);
  }

  private static String escape(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> point <= 0xffff ? "\\u%04x".formatted(point) : "\\u{%x}".formatted(point);
    };
  }
}
