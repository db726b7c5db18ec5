package tollgate.config;

import java.util.Map;
import java.util.regex.Pattern;
import tollgate.config.read.Dictionary;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** What labels look like, wherever the file has some. */
final class Labels {
  private static final Pattern KEY = Pattern.compile("(?!goog)[a-z][a-z0-9_-]{0,62}");
  private static final Pattern VALUE = Pattern.compile("[a-z0-9_-]{0,63}");

  private Labels() {}

  /** A field of labels, none by default. */
  static Field<Map<String, String>> field(String meaning) {
    return Field.of(
            "labels",
            new Dictionary<>(
                "labels",
                KEY,
                "Use up to 63 lower-case letters, digits, dashes and underscores, a letter first,"
                    + " not goog.",
                Kind.text("label", Labels::value, Kind.matching("^" + VALUE + "$")),
                32))
        .orElse(Map.of())
        .means(meaning)
        .like("{cost_center: data}");
  }

  private static String value(String text) {
    if (!VALUE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no label. Use up to 63 lower-case letters, digits, dashes and underscores.");
    }
    return text;
  }
}
