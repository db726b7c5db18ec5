package tollgate.config;

import java.util.List;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/**
 * What becomes of the objects of a bucket when they are old enough.
 *
 * @param afterDays age in days
 * @param then what happens to them
 * @param prefixes beginnings of the names it is about; empty for all objects
 */
public record LifecycleRule(int afterDays, Then then, List<String> prefixes) {

  /** Deletion, or a colder storage class. */
  public enum Then {
    DELETE,
    NEARLINE,
    COLDLINE,
    ARCHIVE
  }

  /** A prefix is matched from the first character of a name, so a slash there is a mistake. */
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.=-][A-Za-z0-9_./=-]{0,199}");

  private static final Field<Integer> AFTER_DAYS =
      Field.of("after_days", new Numbers(1, 36_500, "days"))
          .means("Age at which the rule applies.")
          .like("90");
  private static final Field<Then> THEN =
      Field.of("then", new Choice<>(Then.class))
          .means("What happens: the object is deleted, or moved to a colder storage class.")
          .like("coldline");
  private static final Field<List<String>> PREFIXES =
      Field.of(
              "prefixes",
              new Lists<>(
                  "prefixes",
                  Kind.text("prefix", LifecycleRule::prefix, Kind.matching("^" + PREFIX + "$")),
                  0,
                  50))
          .orElse(List.of())
          .showing("all objects")
          .means("Beginnings of the names that the rule is about.")
          .like("[raw/]");

  static final Shape<LifecycleRule> SHAPE =
      new Shape<>(
          "lifecycle rule",
          "What becomes of objects of a certain age.",
          List.of(AFTER_DAYS, THEN, PREFIXES),
          in -> new LifecycleRule(in.get(AFTER_DAYS), in.get(THEN), in.get(PREFIXES)));

  public LifecycleRule {
    prefixes = List.copyOf(prefixes);
    new Faults().check(AFTER_DAYS, afterDays).check(PREFIXES, prefixes).raise();
  }

  private static String prefix(String text) {
    if (!PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no prefix. Use letters, digits and _ . = - /, no slash first, as in raw/.");
    }
    return text;
  }
}
