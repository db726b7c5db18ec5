package tollgate.config.read;

import tollgate.text.Characters;

/** Untrusted text made fit for a terminal and a log: escaped, and shortened when long. */
public final class Shown {
  /** Longest piece of a foreign value that a sentence repeats, in characters. */
  private static final int LONGEST = 60;

  private Shown() {}

  /** The text in double quotes. */
  public static String quoted(String text) {
    return '"' + bare(text) + '"';
  }

  /** The text without quotes. */
  public static String bare(String text) {
    return shown(text, LONGEST);
  }

  /** The text escaped but in full length, for what this program or its user named. */
  public static String whole(String text) {
    return shown(text, Integer.MAX_VALUE);
  }

  private static String shown(String text, int longest) {
    StringBuilder shown = new StringBuilder();
    int count = 0;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (count++ == longest) {
        return shown + "… (" + text.codePointCount(0, text.length()) + " characters)";
      }
      append(shown, point);
      i += Character.charCount(point);
    }
    return shown.toString();
  }

  private static void append(StringBuilder shown, int point) {
    switch (point) {
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      case 0x1b -> shown.append("\\e");
      default -> {
        if (Characters.readable(point)) {
          shown.appendCodePoint(point);
        } else {
          shown.append("\\u{").append(Integer.toHexString(point)).append('}');
        }
      }
    }
  }
}
