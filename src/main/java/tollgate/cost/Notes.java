package tollgate.cost;

import java.util.Arrays;
import java.util.stream.Collectors;

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

  /** A text from a plan, without control characters and cut to a length that a message bears. */
  static String quoted(String text) {
    String clean =
        text.codePoints()
            .limit(LONGEST + 1L)
            .map(
                c ->
                    Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return '"' + (clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean) + '"';
  }
}
