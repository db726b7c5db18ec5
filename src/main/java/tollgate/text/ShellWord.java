package tollgate.text;

import java.util.regex.Pattern;

/** A word of a command line that a user is told to run. */
public final class ShellWord {
  /** What no shell takes for anything but itself. */
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*");

  private ShellWord() {}

  /**
   * The word as it must be typed: as it is, or between single quotes, where nothing has a meaning.
   */
  public static String of(String word) {
    return PLAIN.matcher(word).matches() ? word : quoted(word);
  }

  /** The same, between quotes in any case. */
  public static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
