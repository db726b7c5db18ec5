package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** The id of a BigQuery dataset: letters, digits and underscores. */
public record DatasetId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_]{1,1024}");
  static final Kind<DatasetId> KIND =
      Kind.text("dataset id", DatasetId::new, Kind.matching("^" + SHAPE + "$"));

  public DatasetId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no dataset id. Use letters, digits and underscores, no dashes.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
