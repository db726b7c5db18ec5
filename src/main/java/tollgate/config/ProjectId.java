package tollgate.config;

import java.util.List;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * The id of a Google Cloud project. Older ids with a domain in front ({@code example.com:data}) are
 * refused: their colon cannot stand in the bucket and account names that are built from them.
 */
public record ProjectId(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");

  /** Words that Google keeps out of project ids. */
  private static final List<String> RESERVED = List.of("google", "null", "undefined", "ssl");

  static final Kind<ProjectId> KIND =
      Kind.text("project id", ProjectId::new, Kind.matching("^" + SHAPE + "$"));

  public ProjectId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no project id. Use 6 to 30 lower-case letters, digits and dashes, a letter"
              + " first, no dash last (the id, not the name or number).");
    }
    for (String word : RESERVED) {
      if (value.contains(word)) {
        throw new IllegalArgumentException(
            Shown.quoted(value)
                + " holds \""
                + word
                + "\", which Google does not allow in project ids. Use the id of your project.");
      }
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
