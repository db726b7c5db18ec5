package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Cloud SQL: editions and doubles that multiply the bill, disks that only grow, open doors. */
final class SqlRules {
  private static final String INSTANCE = "google_sql_database_instance";
  private static final String DOCS =
      "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/sql_database_instance";
  private static final Pattern POSTGRES = Pattern.compile("POSTGRES_(\\d{1,3})(?:_\\d+)?");
  // The last version for which Google's own default is the ENTERPRISE edition.
  private static final int LAST_ENTERPRISE_BY_DEFAULT = 15;

  private SqlRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/sql-regional")
            .good("A database runs in one zone.")
            .why("REGIONAL keeps a second machine and a second disk: everything is billed twice.")
            .fix("Use availability_type: ZONAL with backups, or waive this for production.")
            .source("https://cloud.google.com/sql/docs/postgres/high-availability")
            .each(INSTANCE, SqlRules::regional),
        Rule.deny("cost/sql-enterprise-plus")
            .good("A database uses the ENTERPRISE edition.")
            .why("ENTERPRISE_PLUS has no small machines: the least has 2 vCPU and 16 GB.")
            .fix("Write edition: ENTERPRISE.")
            .source("https://cloud.google.com/sql/docs/editions-intro")
            .each(INSTANCE, SqlRules::enterprisePlus),
        Rule.deny("cost/sql-edition-unset")
            .good("PostgreSQL 16 and later names its edition.")
            .why(
                "Google's default edition for PostgreSQL 16 and later is ENTERPRISE_PLUS, which is"
                    + " dearer and refuses the small tiers.")
            .fix("Write edition: ENTERPRISE.")
            .source(DOCS)
            .each(INSTANCE, SqlRules::editionUnset),
        Rule.deny("cost/sql-autoresize-limit")
            .good("A disk that grows by itself has a limit.")
            .why("A database disk grows without end and can never be made smaller.")
            .fix("Set disk_autoresize_limit to the size you are ready to pay for, or turn it off.")
            .source(DOCS)
            .each(INSTANCE, SqlRules::autoresize),
        Rule.deny("cost/sql-replica")
            .good("A database has no read replicas.")
            .why("Each replica is a whole further instance with its own disk.")
            .fix("Leave master_instance_name out; for analysis copy the data to BigQuery.")
            .source("https://cloud.google.com/sql/docs/postgres/replication")
            .each(INSTANCE, SqlRules::replica),
        Rule.deny("network/sql-open-to-world")
            .good("No network range of the whole internet may reach a database.")
            .why("A database port that everybody reaches is guessed at within minutes.")
            .fix("Remove the authorized network and connect through the Cloud SQL connector.")
            .source(
                "https://cloud.google.com/sql/docs/postgres/authorize-networks; CKV_GCP_11,"
                    + " GCP-0017")
            .each(INSTANCE, SqlRules::openToWorld),
        Rule.warn("network/sql-unencrypted")
            .good("A database takes encrypted connections only.")
            .why("Without ssl_mode passwords and rows may cross the network in the clear.")
            .fix("Set ssl_mode to ENCRYPTED_ONLY, or connector_enforcement to REQUIRED.")
            .source(
                "https://cloud.google.com/sql/docs/postgres/configure-ssl-instance; CKV_GCP_6,"
                    + " GCP-0015")
            .each(INSTANCE, SqlRules::unencrypted),
        Rule.warn("data/sql-backups")
            .good("A database has automatic backups.")
            .why("Without them a dropped table or a failed upgrade cannot be undone.")
            .fix("Add backup_configuration with enabled: true and a few retained backups.")
            .source(
                "https://cloud.google.com/sql/docs/postgres/backup-recovery/backups; CKV_GCP_14,"
                    + " GCP-0024")
            .each(INSTANCE, SqlRules::backups));
  }

  private static Finding regional(Subject s) {
    Attr type = s.get("settings.availability_type");
    if (type.isUnknown()) {
      return Finding.unknown("Whether the database runs in one zone is not known before apply.");
    }
    return is(type, "REGIONAL")
        ? Finding.bad("The database is kept twice" + price(s) + ".")
        : Finding.good();
  }

  private static Finding enterprisePlus(Subject s) {
    Attr edition = s.written("settings.edition");
    if (edition.isUnknown()) {
      return Finding.unknown("The edition is not known before apply.");
    }
    return is(edition, "ENTERPRISE_PLUS")
        ? Finding.bad("The edition is ENTERPRISE_PLUS" + price(s) + ".")
        : Finding.good();
  }

  private static Finding editionUnset(Subject s) {
    if (!s.written("settings.edition").isAbsent()) {
      return Finding.good();
    }
    Attr version = s.get("database_version");
    if (version.isUnknown()) {
      return Finding.unknown("No edition is written, and the version is known only after apply.");
    }
    OptionalInt postgres = postgres(version.text().orElse(""));
    return postgres.isPresent() && postgres.getAsInt() > LAST_ENTERPRISE_BY_DEFAULT
        ? Finding.bad(
            "PostgreSQL %d without an edition becomes ENTERPRISE_PLUS."
                .formatted(postgres.getAsInt()))
        : Finding.good();
  }

  private static Finding autoresize(Subject s) {
    Attr grows = s.get("settings.disk_autoresize");
    Attr limit = s.get("settings.disk_autoresize_limit");
    if (grows.isFalse() || limit.number().filter(n -> n.signum() > 0).isPresent()) {
      return Finding.good();
    }
    if (grows.isUnknown() || limit.isUnknown()) {
      return Finding.unknown("How far the disk may grow is not known before apply.");
    }
    return Finding.bad("The disk grows by itself and has no limit.");
  }

  private static Finding replica(Subject s) {
    Attr primary = s.written("master_instance_name");
    if (primary.text().filter(name -> !name.isEmpty()).isPresent()) {
      return Finding.bad("This is a read replica" + price(s) + ".");
    }
    if (!primary.isUnknown()) {
      return Finding.good();
    }
    return s.comesFromGoogle("master_instance_name")
        ? Finding.bad("This is a read replica of another instance in these stacks.")
        : Finding.unknown("Whether this is a read replica is not known before apply.");
  }

  private static Finding openToWorld(Subject s) {
    boolean unknown = s.now().get("settings.ip_configuration.authorized_networks").isUnknown();
    for (Values network : s.blocks("settings.ip_configuration.authorized_networks")) {
      Attr range = network.get("value");
      unknown |= range.isUnknown();
      if (range.text().filter(Ranges::isWholeInternet).isPresent()) {
        return Finding.bad("The database accepts connections from the whole internet.");
      }
    }
    return unknown && !s.written("settings.ip_configuration.authorized_networks").isAbsent()
        ? Finding.unknown("An authorized network is known only after apply.")
        : Finding.good();
  }

  private static Finding unencrypted(Subject s) {
    Attr mode = s.written("settings.ip_configuration.ssl_mode");
    Attr connector = s.written("settings.connector_enforcement");
    if (is(connector, "REQUIRED")
        || mode.text().filter(m -> m.contains("ONLY")).isPresent()
        || is(mode, "TRUSTED_CLIENT_CERTIFICATE_REQUIRED")) {
      return Finding.good();
    }
    return mode.isUnknown() || connector.isUnknown()
        ? Finding.unknown("Whether connections must be encrypted is not known before apply.")
        : Finding.bad("The database also takes connections in the clear.");
  }

  private static Finding backups(Subject s) {
    Attr primary = s.written("master_instance_name");
    if (primary.isUnknown() || primary.text().filter(name -> !name.isEmpty()).isPresent()) {
      return Finding.good();
    }
    Attr enabled = s.written("settings.backup_configuration.enabled");
    if (enabled.isTrue()) {
      return Finding.good();
    }
    return enabled.isUnknown()
        ? Finding.unknown("Whether backups are made is not known before apply.")
        : Finding.bad("No automatic backups are made.");
  }

  private static String price(Subject s) {
    return s.price().map(price -> ", together " + price).orElse("");
  }

  private static OptionalInt postgres(String version) {
    Matcher matcher = POSTGRES.matcher(version.toUpperCase(Locale.ROOT));
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  private static boolean is(Attr attr, String value) {
    Optional<String> text = attr.text();
    return text.filter(value::equalsIgnoreCase).isPresent();
  }
}
