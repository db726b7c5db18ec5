package tollgate.report;

/** How words are set off: with ANSI colours, or not at all. */
public enum Style {
  PLAIN,
  ANSI;

  private static final String ESCAPE = "\u001b[";

  /** The colours that stand for something here. */
  public enum Tone {
    ADDED("32"),
    CHANGED("33"),
    DESTROYED("1;31"),
    DENIED("1;31"),
    WARNED("33"),
    QUIET("2"),
    HEADING("1"),
    GOOD("32");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  /** The text in a tone. It must already be {@linkplain Printable printable}. */
  public String in(Tone tone, String text) {
    return this == PLAIN || text.isEmpty() ? text : ESCAPE + tone.code + "m" + text + ESCAPE + "0m";
  }
}
