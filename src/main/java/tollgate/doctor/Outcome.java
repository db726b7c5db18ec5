package tollgate.doctor;

/**
 * What a look at one thing showed.
 *
 * @param sentence what is so; fit for a terminal
 * @param fix what to do; empty where nothing is to be done
 */
public record Outcome(State state, String sentence, String fix) {

  /** How good that is. */
  public enum State {
    ok,
    /** It works, but not for long, not for everything, or not safely. */
    warning,
    /** Without it something that was asked for cannot work. */
    missing,
    /** It could not be looked at. */
    unchecked
  }

  public static Outcome ok(String sentence) {
    return new Outcome(State.ok, sentence, "");
  }

  public static Outcome warning(String sentence, String fix) {
    return new Outcome(State.warning, sentence, fix);
  }

  public static Outcome missing(String sentence, String fix) {
    return new Outcome(State.missing, sentence, fix);
  }

  public static Outcome unchecked(String sentence, String fix) {
    return new Outcome(State.unchecked, sentence, fix);
  }
}
