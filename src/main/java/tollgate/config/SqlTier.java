package tollgate.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/**
 * A tier of Cloud SQL's ENTERPRISE edition for PostgreSQL: {@code db-f1-micro}, {@code db-g1-small}
 * or {@code db-custom-CPUS-MEGABYTES}.
 */
public record SqlTier(String value) {
  private static final List<String> SHARED = List.of("db-f1-micro", "db-g1-small");
  private static final List<String> HINTS =
      List.of("db-f1-micro", "db-g1-small", "db-custom-1-3840", "db-custom-2-7680");
  private static final Pattern CUSTOM = Pattern.compile("db-custom-([0-9]{1,2})-([0-9]{4,6})");

  static final Kind<SqlTier> KIND =
      Kind.text(
          "Cloud SQL tier",
          SqlTier::new,
          Kind.matching("^(db-f1-micro|db-g1-small|db-custom-[0-9]{1,2}-[0-9]{4,6})$"));

  public SqlTier {
    if (value.startsWith("db-perf-optimized")) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " belongs to the ENTERPRISE_PLUS edition, which is not used here. Use db-g1-small"
              + " or db-custom-2-7680.");
    }
    Matcher custom = CUSTOM.matcher(value);
    if (!SHARED.contains(value)) {
      if (!custom.matches()) {
        throw new IllegalArgumentException(
            Shown.quoted(value)
                + " is no Cloud SQL tier for PostgreSQL. "
                + Nearest.hint(value, HINTS));
      }
      checkCustom(value, Integer.parseInt(custom.group(1)), Integer.parseInt(custom.group(2)));
    }
  }

  /** Cloud SQL: 1 or an even number of vCPUs to 96, 3.75 GB at least, 0.9 to 6.5 GB a vCPU. */
  private static void checkCustom(String value, int cpus, int megabytes) {
    if (cpus == 0 || (cpus > 1 && cpus % 2 != 0) || cpus > 96) {
      throw new IllegalArgumentException(
          Shown.quoted(value) + " has no possible number of vCPUs. Use 1 or an even number to 96.");
    }
    if (megabytes % 256 != 0
        || megabytes < 3840
        || megabytes * 10 < cpus * 9 * 1024
        || megabytes * 10 > cpus * 65 * 1024) {
      throw new IllegalArgumentException(
          Shown.quoted(value)
              + " has no possible memory. Use a multiple of 256 MB, at least 3840 and 922 to 6656"
              + " for each vCPU.");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
