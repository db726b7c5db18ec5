package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** One released version of a tool, in full: {@code 1.14.3}. */
public record ToolVersion(String value) {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{1,3}\\.[0-9]{1,4}\\.[0-9]{1,4}");

  static final Kind<ToolVersion> KIND =
      Kind.text("version", ToolVersion::new, Kind.matching("^" + SHAPE + "$"));

  public ToolVersion {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " is no version. Write all three numbers, as in 1.14.3.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
