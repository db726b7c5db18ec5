package tollgate.cost;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Cloud SQL machine tier: shared core, or so many vCPU and so much memory.
 *
 * @param shared the tier's name where it is a shared-core one, or empty text
 * @param enterprisePlus whether the name belongs to Enterprise Plus alone
 */
record SqlTier(String shared, BigDecimal vcpu, BigDecimal gib, boolean enterprisePlus) {

  private static final Pattern CUSTOM = Pattern.compile("db-custom-(\\d{1,3})-(\\d{1,7})");

  /** The predefined tiers of the older machine series, still accepted for Enterprise. */
  private static final Pattern N1 = Pattern.compile("db-n1-(standard|highmem)-(\\d{1,3})");

  /** 8 GiB for each vCPU: cloud.google.com/sql/docs/postgres/create-instance, machine types. */
  private static final Pattern PERFORMANCE = Pattern.compile("db-perf-optimized-N-(\\d{1,3})");

  private static final BigDecimal MIB_A_GIB = BigDecimal.valueOf(1024);
  private static final BigDecimal MOST_VCPU = BigDecimal.valueOf(128);

  /** The largest machine there is, for a tier that is known only after apply. */
  static SqlTier largest(boolean enterprisePlus) {
    return new SqlTier("", MOST_VCPU, MOST_VCPU.multiply(BigDecimal.valueOf(8)), enterprisePlus);
  }

  static Optional<SqlTier> parse(String tier) {
    if (tier.equals("db-f1-micro") || tier.equals("db-g1-small")) {
      return Optional.of(new SqlTier(tier, BigDecimal.ZERO, BigDecimal.ZERO, false));
    }
    Matcher custom = CUSTOM.matcher(tier);
    if (custom.matches()) {
      return sized(
          new BigDecimal(custom.group(1)),
          new BigDecimal(custom.group(2)).divide(MIB_A_GIB),
          false);
    }
    Matcher n1 = N1.matcher(tier);
    if (n1.matches()) {
      BigDecimal vcpu = new BigDecimal(n1.group(2));
      BigDecimal gibPerVcpu =
          n1.group(1).equals("standard") ? new BigDecimal("3.75") : new BigDecimal("6.5");
      return sized(vcpu, vcpu.multiply(gibPerVcpu), false);
    }
    Matcher performance = PERFORMANCE.matcher(tier);
    if (performance.matches()) {
      BigDecimal vcpu = new BigDecimal(performance.group(1));
      return sized(vcpu, vcpu.multiply(BigDecimal.valueOf(8)), true);
    }
    return Optional.empty();
  }

  private static Optional<SqlTier> sized(BigDecimal vcpu, BigDecimal gib, boolean plus) {
    return vcpu.signum() > 0 && gib.signum() > 0
        ? Optional.of(new SqlTier("", vcpu, gib, plus))
        : Optional.empty();
  }

  /** Fixed by the machine: cloud.google.com/sql/docs/postgres/machine-series-overview. */
  BigDecimal dataCacheGib() {
    int cores = vcpu.intValue();
    if (cores <= 8) {
      return BigDecimal.valueOf(375);
    } else if (cores <= 16) {
      return BigDecimal.valueOf(750);
    } else if (cores <= 32) {
      return BigDecimal.valueOf(1500);
    } else if (cores <= 48) {
      return BigDecimal.valueOf(3000);
    }
    return BigDecimal.valueOf(cores <= 96 ? 6000 : 9000);
  }

  boolean isShared() {
    return !shared.isEmpty();
  }
}
