package tollgate.config;

import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/** The id of a rule of the gate, as in {@code cost/filestore}. */
public record RuleId(String value) {
  static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,30}/[a-z0-9][a-z0-9-]{0,60}");
  static final Kind<RuleId> KIND =
      Kind.text("rule id", RuleId::new, Kind.matching("^" + SHAPE + "$"));

  public RuleId {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " is no rule id. Write it as family/rule, as rules lists them.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
