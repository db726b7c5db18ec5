package tollgate.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/** The words that the lists of {@link Policy} are made of. */
final class Allowed {
  private static final String GLOBAL = "global";

  private static final Pattern IMAGES =
      Pattern.compile("[a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*");
  private static final Pattern DOMAIN =
      Pattern.compile("(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]{2,63}");

  /** A region, a multi-region, a pair of regions, or {@code global} for what is in no place. */
  static final Kind<String> LOCATION =
      Kind.text("location", Allowed::location, Kind.oneOf(locations()));

  /** {@code e2}: what a machine type begins with. */
  static final Kind<String> FAMILY =
      Kind.text("machine family", Allowed::family, Kind.oneOf(families()));

  /** {@code us-docker.pkg.dev/acme/apps}: a registry, or a repository and what is below it. */
  static final Kind<String> IMAGE =
      Kind.text("registry or repository", Allowed::image, Kind.matching("^" + IMAGES + "$"));

  /** {@code acme.example}. */
  static final Kind<String> PEOPLE =
      Kind.text("domain", Allowed::domain, Kind.matching("^" + DOMAIN + "$"));

  private Allowed() {}

  private static List<String> locations() {
    return Stream.of(List.of("US", "EU", "ASIA", "NAM4", "EUR4", "ASIA1", GLOBAL), Regions.names())
        .flatMap(List::stream)
        .toList();
  }

  private static String location(String text) {
    return text.equals(GLOBAL) ? text : new Location(text).value();
  }

  private static List<String> families() {
    return MachineTypes.names().stream()
        .map(name -> name.substring(0, name.indexOf('-')))
        .distinct()
        .toList();
  }

  private static String family(String text) {
    List<String> families = families();
    if (!families.contains(text)) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no machine family with a price. "
              + Nearest.hint(text, families));
    }
    return text;
  }

  private static String image(String text) {
    if (text.length() > 255 || !IMAGES.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no registry or repository. Write it without a tag, in lower case, as in"
              + " us-docker.pkg.dev/acme-data-dev or docker.io/mageai.");
    }
    boolean registry = text.indexOf('.') >= 0 || text.indexOf(':') >= 0 || text.indexOf('/') >= 0;
    if (!registry) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " names no registry. For Docker Hub write docker.io/"
              + Shown.bare(text)
              + ".");
    }
    return text;
  }

  private static String domain(String text) {
    if (!DOMAIN.matcher(text).matches()) {
      String lower = text.toLowerCase(Locale.ROOT);
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no domain. "
              + (DOMAIN.matcher(lower).matches()
                  ? "Write it in lower case: " + lower + "."
                  : "Write what follows the @ of an e-mail address, as in acme.example."));
    }
    return text;
  }
}
