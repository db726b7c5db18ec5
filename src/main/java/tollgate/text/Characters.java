package tollgate.text;

/** Tells the characters that a person reads from those that work on the terminal or the reader. */
public final class Characters {
  private Characters() {}

  /** False for controls, line ends, invisible and direction-changing characters. */
  public static boolean readable(int point) {
    if (point < 0x80) {
      return point >= 0x20 && point < 0x7f;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
