package tollgate.cost;

import java.util.Arrays;
import java.util.stream.Collectors;
import tollgate.text.Characters;

/** Text beside amounts. */
final class Notes {

  private static final int LONGEST = 60;

  private Notes() {}

  /** The notes that are not empty, each once, joined by semicolons. */
  static String join(String... notes) {
    return Arrays.stream(notes)
        .filter(note -> !note.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  /** A text from a plan in quotes, without control characters and cut to a bearable length. */
  static String quoted(String text) {
    return '"' + shown(text) + '"';
  }

  /** A text from a plan, without control characters and cut to a bearable length. */
  static String shown(String text) {
    if (text.length() <= LONGEST) {
      return plain(text);
    }
    // Not in the middle of a character that takes two.
    int end = Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return plain(text.substring(0, end)) + "…";
  }

  /** A text with a question mark for each character that nobody could read. */
  static String plain(String text) {
    return text.codePoints()
        .map(c -> Characters.readable(c) ? c : '?')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
