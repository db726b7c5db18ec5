package tollgate.schema.check;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How the provider's language speaks of a text that is no length of time or no moment. */
final class GoTime {
  private static final String LAYOUT = "2006-01-02T15:04:05Z07:00";
  private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)");
  private static final Pattern UNIT =
      Pattern.compile(
          "[-+]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:ns|us|µs|ms|s|m|h))*[0-9.]+([^0-9.]+).*");

  /** The parts of a moment in their order: the layout's word for it, and what it may be. */
  private record Part(String layout, Pattern text) {}

  private static final List<Part> PARTS =
      List.of(
          part("2006", "\\d{4}"),
          part("-", "-"),
          part("01", "\\d{2}"),
          part("-", "-"),
          part("02", "\\d{2}"),
          part("T", "T"),
          part("15", "\\d{2}"),
          part(":", ":"),
          part("04", "\\d{2}"),
          part(":", ":"),
          part("05", "\\d{2}([.,]\\d+)?"),
          part("Z07:00", "Z|[-+]\\d{2}:\\d{2}"));

  private GoTime() {}

  private static Part part(String layout, String text) {
    return new Part(layout, Pattern.compile(text));
  }

  /** What is wrong with a length of time; null when nothing is. */
  static @Nullable String durationMistake(String text) {
    if (ArgumentRules.GO_DURATION.matcher(text).matches()) {
      return null;
    }
    String quoted = ArgumentRules.quote(text);
    if (NUMBER.matcher(text).matches()) {
      return "time: missing unit in duration " + quoted;
    }
    Matcher unit = UNIT.matcher(text);
    return unit.matches()
        ? "time: unknown unit %s in duration %s"
            .formatted(ArgumentRules.quote(unit.group(1)), quoted)
        : "time: invalid duration " + quoted;
  }

  /** What is wrong with a moment; null when nothing is. */
  static @Nullable String momentMistake(String text) {
    int at = 0;
    for (Part each : PARTS) {
      Matcher part = each.text().matcher(text).region(at, text.length());
      if (!part.lookingAt()) {
        return "parsing time %s as \"%s\": cannot parse %s as \"%s\""
            .formatted(
                ArgumentRules.quote(text),
                LAYOUT,
                ArgumentRules.quote(text.substring(at)),
                each.layout());
      }
      at = part.end();
    }
    return at == text.length()
        ? null
        : "parsing time %s: extra text: %s"
            .formatted(ArgumentRules.quote(text), ArgumentRules.quote(text.substring(at)));
  }
}
