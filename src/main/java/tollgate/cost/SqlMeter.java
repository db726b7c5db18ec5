package tollgate.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cloud SQL: machine, memory, storage, doubled when REGIONAL. Sources: cloud.google.com/sql/pricing
 * and the documentation of the provider's arguments.
 */
final class SqlMeter implements Meter {

  private static final Pattern VERSION =
      Pattern.compile("(POSTGRES|MYSQL|SQLSERVER)_(\\d+)(?:_(\\d+))?.*");

  /** Storage grows by itself up to this when no limit is set: 64 TiB, 3 TiB for a shared core. */
  private static final BigDecimal MOST_GIB = BigDecimal.valueOf(65_536);

  private static final BigDecimal MOST_GIB_SHARED = BigDecimal.valueOf(3_062);
  private static final Amount DEFAULT_GIB = Amount.of(10);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "backup_gib", "GiB of backups and point-in-time logs",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned sql, Surroundings all, Bill bill) {
    Place place = sql.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    List<Consumer<Bill>> cases = new ArrayList<>();
    for (boolean plus : editions(sql)) {
      for (String availability : availabilities(sql)) {
        cases.add(b -> write(sql, place.region(), plus, availability, b));
      }
    }
    if (cases.size() == 1) {
      cases.get(0).accept(bill);
    } else {
      bill.costliest(
          "edition or availability is known only after apply: the dearest is counted", cases);
    }
  }

  private static void write(
      Planned sql, String region, boolean plus, String availability, Bill bill) {
    Optional<Amount> nodes =
        sql.amount("node_count", Optional.of(Amount.of(1)), Optional.of(Amount.of(20)), bill);
    BigDecimal instances = nodes.map(Amount::value).orElse(BigDecimal.ONE).max(BigDecimal.ONE);
    Optional<SqlTier> tier = tier(sql, plus, bill);
    if (tier.isEmpty()) {
      return;
    }
    String note = nodes.map(Amount::note).orElse("");
    if (sql.isUnknown("settings.tier")) {
      note = Notes.join(note, "settings.tier is known only after apply: the largest is counted");
    }
    machine(sql, region, plus, availability, tier.get(), instances, note, bill);
    storage(sql, region, plus, availability, tier.get(), instances, bill);
    dataCache(sql, region, plus, availability, tier.get(), instances, bill);
    address(sql, region, bill);
    bill.declared("backups", "sql.backup.gib-month", region, "backup_gib");
    bill.declared("egress to the internet", "network.egress.internet.gib", region, "egress_gib");
  }

  /** Enterprise Plus is what a newer major version gets when no edition is written. */
  private static List<Boolean> editions(Planned sql) {
    if (sql.isUnknown("settings.edition")) {
      return List.of(true, false);
    }
    Optional<String> written = sql.text("settings.edition");
    if (written.isPresent()) {
      return List.of(written.get().equals("ENTERPRISE_PLUS"));
    }
    if (sql.isUnknown("database_version")) {
      return List.of(true, false);
    }
    return List.of(defaultsToPlus(sql.text("database_version").orElse("")));
  }

  /** PostgreSQL 16 and MySQL 8.4 and later (cloud.google.com/sql/docs/editions-intro). */
  static boolean defaultsToPlus(String databaseVersion) {
    Matcher version = VERSION.matcher(databaseVersion);
    if (!version.matches() || version.group(2).length() > 4) {
      return false;
    }
    int major = Integer.parseInt(version.group(2));
    return switch (version.group(1)) {
      case "POSTGRES" -> major >= 16;
      case "MYSQL" -> major > 8 || (major == 8 && "4".equals(version.group(3)));
      default -> false;
    };
  }

  private static List<String> availabilities(Planned sql) {
    String path = "settings.availability_type";
    if (sql.isUnknown(path)) {
      return List.of("regional", "zonal");
    }
    return List.of(sql.text(path).orElse("ZONAL").equals("REGIONAL") ? "regional" : "zonal");
  }

  private static Optional<SqlTier> tier(Planned sql, boolean plus, Bill bill) {
    if (sql.isUnknown("settings.tier")) {
      return Optional.of(SqlTier.largest(plus));
    }
    String written = sql.text("settings.tier").orElse("");
    Optional<SqlTier> tier = SqlTier.parse(written);
    if (written.isEmpty()) {
      bill.uncovered("no settings.tier is written; a copy takes that of its source");
    } else if (tier.isEmpty()) {
      bill.uncovered("the price book has no Cloud SQL tier " + Notes.quoted(written));
    }
    if (sql.text("database_version").orElse("").startsWith("SQLSERVER")) {
      bill.uncovered("the price book has no SQL Server licences");
    }
    return tier;
  }

  private static void machine(
      Planned sql,
      String region,
      boolean plus,
      String availability,
      SqlTier tier,
      BigDecimal instances,
      String note,
      Bill bill) {
    boolean stopped = sql.text("settings.activation_policy").filter("NEVER"::equals).isPresent();
    Basis basis = stopped ? Basis.CEILING : Basis.FLOOR;
    String while_ = stopped ? "stopped by activation_policy NEVER" : "";
    BigDecimal hours = Month.HOURS.multiply(instances);
    String words = words(plus, availability);
    if (tier.isShared()) {
      String refused =
          plus
              ? "Enterprise Plus, the default of this version, has no shared-core tier: Google will"
                  + " refuse it; write edition = \"ENTERPRISE\""
              : "";
      bill.line(
          basis,
          "Cloud SQL %s %s".formatted(tier.shared(), availability),
          "sql.enterprise.%s.%s.hour".formatted(tier.shared(), availability),
          region,
          hours,
          Notes.join(note, while_, refused));
      return;
    }
    String family = plus || tier.enterprisePlus() ? "enterprise-plus" : "enterprise";
    bill.line(
        basis,
        "Cloud SQL %s vCPU, %s".formatted(tier.vcpu().toPlainString(), words),
        "sql.%s.vcpu.%s.hour".formatted(family, availability),
        region,
        tier.vcpu().multiply(hours),
        Notes.join(note, while_));
    bill.line(
        basis,
        "Cloud SQL %s GiB memory, %s"
            .formatted(tier.gib().stripTrailingZeros().toPlainString(), words),
        "sql.%s.ram.%s.gib-hour".formatted(family, availability),
        region,
        tier.gib().multiply(hours),
        Notes.join(note, while_));
  }

  private static String words(boolean plus, String availability) {
    return (plus ? "Enterprise Plus " : "Enterprise ") + availability;
  }

  private static void storage(
      Planned sql,
      String region,
      boolean plus,
      String availability,
      SqlTier tier,
      BigDecimal instances,
      Bill bill) {
    // SSD is the dearer of the two that the book has.
    boolean unknown = sql.isUnknown("settings.disk_type");
    String type = unknown ? "PD_SSD" : sql.text("settings.disk_type").orElse("PD_SSD");
    if (!type.equals("PD_SSD") && !type.equals("PD_HDD")) {
      bill.uncovered("the price book has no Cloud SQL storage " + Notes.quoted(type));
      return;
    }
    String kind = type.equals("PD_HDD") ? "hdd" : "ssd";
    String sku =
        (plus && kind.equals("ssd") ? "sql.enterprise-plus.storage." : "sql.storage.")
            + "%s.%s.gib-month".formatted(kind, availability);
    BigDecimal cap = tier.isShared() ? MOST_GIB_SHARED : MOST_GIB;
    Optional<Amount> size =
        sql.amount(
            "settings.disk_size", Optional.of(DEFAULT_GIB), Optional.of(Amount.of(cap)), bill);
    if (size.isEmpty()) {
      return;
    }
    String words = "storage %s %s".formatted(kind.toUpperCase(java.util.Locale.ROOT), availability);
    bill.floor(
        "%s %s GiB".formatted(words, size.get().value().toPlainString()),
        sku,
        region,
        size.get().value().multiply(instances),
        Notes.join(
            size.get().note(),
            unknown ? "settings.disk_type is known only after apply: SSD is counted" : ""));
    grow(sql, region, sku, words, size.get(), cap, instances, bill);
  }

  /** Storage grows by itself unless told not to, and never shrinks again. */
  private static void grow(
      Planned sql,
      String region,
      String sku,
      String words,
      Amount size,
      BigDecimal cap,
      BigDecimal instances,
      Bill bill) {
    if (sql.get("settings.disk_autoresize").isFalse()) {
      return;
    }
    Optional<Amount> limit =
        sql.amount(
            "settings.disk_autoresize_limit",
            Optional.of(Amount.of(0)),
            Optional.of(Amount.of(cap)),
            bill);
    if (limit.isEmpty()) {
      return;
    }
    boolean none = limit.get().isZero();
    BigDecimal most = none ? cap : limit.get().value();
    String note =
        none
            ? "no settings.disk_autoresize_limit: it may grow to %s GiB".formatted(cap)
            : limit.get().note();
    bill.ceiling(
        "%s grown to %s GiB".formatted(words, most.toPlainString()),
        sku,
        region,
        most.subtract(size.value()).max(BigDecimal.ZERO).multiply(instances),
        note);
  }

  /**
   * Comes with Enterprise Plus unless it is switched off (cloud.google.com/sql/docs, data cache).
   */
  private static void dataCache(
      Planned sql,
      String region,
      boolean plus,
      String availability,
      SqlTier tier,
      BigDecimal instances,
      Bill bill) {
    String path = "settings.data_cache_config.data_cache_enabled";
    if (!plus || tier.isShared() || sql.get(path).isFalse()) {
      return;
    }
    BigDecimal gib = tier.dataCacheGib();
    bill.floor(
        "data cache %s GiB".formatted(gib),
        "sql.enterprise-plus.data-cache.%s.gib-month".formatted(availability),
        region,
        gib.multiply(instances),
        sql.isTrue(path) ? "" : "on by default in Enterprise Plus");
  }

  /**
   * Whether a public address of a running instance is billed is told differently by the sources, so
   * it stands in the ceiling; that of a stopped one is billed.
   */
  private static void address(Planned sql, String region, Bill bill) {
    if (sql.get("settings.ip_configuration.ipv4_enabled").isFalse()) {
      return;
    }
    bill.ceiling(
        "public IPv4",
        "sql.ip.idle.hour",
        region,
        Month.HOURS,
        "sources disagree on whether it is billed while the instance runs");
  }
}
