package tollgate.config.read;

import java.util.Optional;
import tollgate.text.Characters;

/**
 * What no text of the settings may hold, because it would be run by Terraform, replaced by the
 * synthesizer, or change how a terminal or a reviewer reads the line.
 */
public final class HostileText {
  /** Longest text accepted anywhere in the settings, in characters. */
  private static final int LONGEST = 1_000;

  private HostileText() {}

  /**
   * Why {@code text} is refused, as the end of a sentence with what to do; empty when it is fine.
   */
  public static Optional<String> fault(String text) {
    if (text.length() > LONGEST) {
      return Optional.of(
          Shown.quoted(text) + " is too long. Use at most " + LONGEST + " characters.");
    }
    for (String opening : new String[] {"${", "%{"}) {
      if (text.contains(opening)) {
        return Optional.of(
            Shown.quoted(text)
                + " holds \""
                + opening
                + "\", which Terraform would evaluate. Write the plain value.");
      }
    }
    // The synthesizer writes placeholders for lists and maps as #{TfToken[…]} and &{TfToken[…]}.
    if (text.contains("{TfToken[")) {
      return Optional.of(
          Shown.quoted(text)
              + " looks like a placeholder of the synthesizer. Write the plain value.");
    }
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      if (!Characters.readable(point)) {
        return Optional.of(
            Shown.quoted(text)
                + " holds "
                + describe(point)
                + ". Use printable characters on one line.");
      }
      i += Character.charCount(point);
    }
    return Optional.empty();
  }

  /** A name for a character that is not printable. */
  static String describe(int point) {
    return switch (point) {
      case '\n', '\r', 0x2028, 0x2029 -> "a line break";
      case '\t' -> "a tab";
      case 0x1b -> "an escape sequence";
      default ->
          (Character.getType(point) == Character.FORMAT ? "the invisible" : "the control")
              + " character U+%04X".formatted(point);
    };
  }
}
