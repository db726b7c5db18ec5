package tollgate.config;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * The number Google gave a project, as in {@code 123456789012}; service agents carry it in their
 * names.
 */
public record ProjectNumber(String value) {
  private static final Pattern SHAPE = Pattern.compile("[1-9][0-9]{5,19}");
  static final Kind<ProjectNumber> KIND =
      Kind.text(
          "project number",
          ProjectNumber::new,
          Map.of(
              "type",
              List.of("string", "integer"),
              "pattern",
              "^" + SHAPE + "$",
              "minimum",
              100_000));

  public ProjectNumber {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no project number. Write the 6 to 20 digits that the console shows.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
