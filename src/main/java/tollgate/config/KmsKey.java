package tollgate.config;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;

/**
 * A key of Cloud KMS that exists, by its full name. Whoever made it also decides who may use it.
 *
 * @param value {@code projects/P/locations/L/keyRings/R/cryptoKeys/K}
 */
public record KmsKey(String value) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "projects/[a-z][a-z0-9-]{4,28}[a-z0-9]/locations/([a-z0-9-]{2,40})"
              + "/keyRings/([A-Za-z0-9_-]{1,63})/cryptoKeys/([A-Za-z0-9_-]{1,63})");

  /** How Cloud KMS calls the multi-regions of data (cloud.google.com/kms/docs/locations). */
  private static final Map<String, String> LOCATIONS =
      Map.of("US", "us", "EU", "europe", "ASIA", "asia");

  static final Kind<KmsKey> KIND =
      Kind.text("key of Cloud KMS", KmsKey::new, Kind.matching("^" + SHAPE + "$"));

  public KmsKey {
    if (!SHAPE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " is no key. Write it as projects/P/locations/L/keyRings/R/cryptoKeys/K, without a"
              + " version.");
    }
  }

  /** The field that names one, empty by default. */
  static Field<Optional<KmsKey>> field(String meaning) {
    return Field.maybe("kms_key", KIND)
        .means(meaning)
        .like("projects/acme-keys/locations/us/keyRings/data/cryptoKeys/lake");
  }

  /** Where the key lies, in Cloud KMS's spelling: {@code us}, {@code europe-west1}. */
  public String location() {
    return part(1);
  }

  /** The ring that it is on. */
  public String ring() {
    return part(2);
  }

  /** Its last word. */
  public String id() {
    return part(3);
  }

  /** Where a key has to lie to encrypt data in a place. */
  static String locationFor(Location data) {
    return LOCATIONS.getOrDefault(data.value(), data.value().toLowerCase(Locale.ROOT));
  }

  private String part(int group) {
    Matcher parts = SHAPE.matcher(value);
    if (!parts.matches()) {
      throw new IllegalStateException("checked when the key was made");
    }
    return parts.group(group);
  }

  @Override
  public String toString() {
    return value;
  }
}
