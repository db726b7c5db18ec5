package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** An e-mail address. */
public record Email(String value) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]{2,63}");
  static final Kind<Email> KIND =
      Kind.text("e-mail address", Email::new, Kind.matching("^" + SHAPE + "$"));

  public Email {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " is no e-mail address. Write it as name@example.com.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
