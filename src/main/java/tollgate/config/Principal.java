package tollgate.config;

import java.util.List;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/**
 * Who gets access, in IAM's spelling: {@code user:}, {@code group:} or {@code serviceAccount:} with
 * an e-mail address, or {@code domain:} with a domain. The whole world cannot be named.
 *
 * @param type one of the four words
 * @param id the address or domain
 */
public record Principal(String type, String id) {
  private static final List<String> TYPES = List.of("user", "group", "serviceAccount", "domain");
  private static final List<String> EVERYONE = List.of("allUsers", "allAuthenticatedUsers");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

  static final Kind<Principal> KIND =
      Kind.text(
          "principal",
          Principal::parse,
          Kind.matching("^((user|group|serviceAccount):[^@\\s]+@[^@\\s]+|domain:[^@\\s]+)$"));

  public Principal {
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          Shown.quoted(type) + " is no type of principal. " + Nearest.hint(type, TYPES));
    }
    if (!type.equals("domain")) {
      new Email(id);
    } else if (!DOMAIN.matcher(id).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(id) + " is no domain. Write it as example.com, in lower case.");
    }
  }

  /** Reads {@code user:ada@example.com} and its like. */
  public static Principal parse(String text) {
    int colon = text.indexOf(':');
    if (EVERYONE.contains(text)) {
      throw new IllegalArgumentException(
          text + " opens this to the whole internet. Name people, groups or a domain.");
    }
    if (colon < 0) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no principal. "
              + (text.contains("@")
                  ? "Did you mean user:" + Shown.bare(text) + "?"
                  : "Write user:, group:, serviceAccount: or domain: and who."));
    }
    return new Principal(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return type + ":" + id;
  }
}
