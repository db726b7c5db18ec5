package tollgate.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The same database in one zone, in the plain edition, or both. */
final class PlainDatabase {
  private static final String PLUS = "enterprise-plus";

  /**
   * The largest machine and the most memory of a vCPU in the plain edition
   * (cloud.google.com/sql/docs/postgres/machine-series-overview, create-instance).
   */
  private static final BigDecimal MOST_VCPU = BigDecimal.valueOf(96);

  private static final BigDecimal GIB_A_VCPU = new BigDecimal("6.5");
  private static final BigDecimal MIB_A_GIB = BigDecimal.valueOf(1024);

  private final PriceBook book;

  PlainDatabase(PriceBook book) {
    this.book = book;
  }

  /** What to write instead; empty where nothing plainer can be written. */
  Optional<CheaperChoice> choice(ResourceEstimate estimate) {
    List<Line> lines =
        estimate.lines().stream().filter(line -> line.basis() == Basis.FLOOR).toList();
    boolean regional = lines.stream().anyMatch(line -> line.sku().contains(".regional."));
    Optional<Machine> machine =
        machine(lines).filter(each -> each.vcpu().compareTo(MOST_VCPU) <= 0);
    if (!regional && machine.isEmpty()) {
      return Optional.empty();
    }
    Optional<BigDecimal> monthly = monthly(lines, machine);
    if (monthly.isEmpty()) {
      return Optional.empty();
    }
    List<String> write = new ArrayList<>();
    List<String> lost = new ArrayList<>();
    machine.ifPresent(
        each -> {
          write.add("edition = \"ENTERPRISE\", tier = \"%s\"".formatted(each.tier()));
          lost.add(each.lost());
        });
    if (regional) {
      write.add("availability_type = \"ZONAL\"");
      lost.add("the standby in a second zone: an outage of the zone is one of yours");
    }
    return Alternatives.choice(
        "write " + String.join(" and ", write),
        estimate,
        monthly,
        String.join(", and ", lost),
        "cloud.google.com/sql/pricing");
  }

  private Optional<BigDecimal> monthly(List<Line> lines, Optional<Machine> plain) {
    BigDecimal monthly = BigDecimal.ZERO;
    for (Line line : lines) {
      if (plain.isPresent() && line.sku().contains("data-cache")) {
        continue;
      }
      String sku = line.sku().replace(".regional.", ".zonal.");
      Optional<BigDecimal> usd =
          book.first(plain.isPresent() ? plain(sku) : sku, line.region()).map(Price::usd);
      if (usd.isEmpty()) {
        return Optional.empty();
      }
      BigDecimal quantity =
          plain.isPresent() && sku.contains(".ram.")
              ? plain.get().gib().multiply(Month.HOURS)
              : line.quantity();
      monthly = monthly.add(usd.get().multiply(quantity));
    }
    return Optional.of(monthly);
  }

  private static String plain(String sku) {
    return sku.replace("sql.enterprise-plus.storage.", "sql.storage.").replace(PLUS, "enterprise");
  }

  /** The machine of a bill of Enterprise Plus, as near as the plain edition has it. */
  private static Optional<Machine> machine(List<Line> lines) {
    Optional<BigDecimal> vcpu = size(lines, ".vcpu.");
    Optional<BigDecimal> gib = size(lines, ".ram.");
    return vcpu.isPresent() && gib.isPresent()
        ? Optional.of(
            new Machine(vcpu.get(), gib.get().min(vcpu.get().multiply(GIB_A_VCPU)), gib.get()))
        : Optional.empty();
  }

  /** Of one machine; a pool of several is nothing that the plain edition has. */
  private static Optional<BigDecimal> size(List<Line> lines, String of) {
    return lines.stream()
        .filter(line -> line.sku().contains(PLUS) && line.sku().contains(of))
        .filter(line -> line.what().startsWith("Cloud SQL " + plain(size(line)) + " "))
        .map(PlainDatabase::size)
        .findFirst();
  }

  private static BigDecimal size(Line line) {
    return line.quantity().divide(Month.HOURS, 4, RoundingMode.HALF_UP);
  }

  private static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }

  /**
   * A custom tier of the plain edition.
   *
   * @param gib its memory
   * @param before the memory it has now
   */
  private record Machine(BigDecimal vcpu, BigDecimal gib, BigDecimal before) {
    String tier() {
      return "db-custom-%s-%s".formatted(whole(vcpu), whole(gib.multiply(MIB_A_GIB)));
    }

    String lost() {
      return gib.compareTo(before) < 0
          ? "the data cache, restarts of less than a second and memory (%s GiB of %s)"
              .formatted(whole(gib), whole(before))
          : "the data cache and restarts of less than a second";
    }

    private static String whole(BigDecimal number) {
      return number.setScale(0, RoundingMode.DOWN).toPlainString();
    }
  }
}
