package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.schema.value.Value;

/** What Google answers in other words than it was asked in; the old text is the answer. */
final class SameAnswers {
  private static final Pattern DOTS = Pattern.compile("(.+)\\.(.+)\\.(.+)");
  private static final Pattern SLASHES =
      Pattern.compile("projects/(.+)/(?:locations|regions)/(.+)/connections/(.+)");
  private static final Pattern MYSQL_8_0 = Pattern.compile("MYSQL_8_0_(\\d{1,4})");

  /** From this minor version on Cloud SQL raises MySQL 8.0 by itself. */
  private static final int RAISED = 35;

  /** A maintenance version ends in its day and number, {@code R20260101.00_00}. */
  private static final int RELEASE = 14;

  static final List<Spelling> TABLE =
      List.of(
          of(
              "hyphens of a disk type are underlines, in capitals",
              (old, fresh) -> old.equalsIgnoreCase(fresh.replace('-', '_')),
              "google_sql_database_instance settings.disk_type"),
          of(
              "an hour without its nought",
              (old, fresh) -> old.equals("0" + fresh),
              "google_compute_resource_policy snapshot_schedule_policy.schedule.daily_schedule.start_time",
              "google_compute_resource_policy snapshot_schedule_policy.schedule.hourly_schedule.start_time"),
          of(
              "MySQL 8.0 that was raised to a minor version is MySQL 8.0",
              (old, fresh) -> fresh.equals("MYSQL_8_0") && raised(old),
              "google_sql_database_instance database_version"),
          of(
              "an older maintenance version than the present one is none to go to",
              SameAnswers::released,
              "google_sql_database_instance maintenance_version"),
          of(
              "no processor platform is the automatic one",
              (old, fresh) -> Spelling.either(lower(old), lower(fresh), "automatic"),
              "google_compute_instance min_cpu_platform"),
          of(
              "no reducer is REDUCE_NONE",
              (old, fresh) -> Spelling.either(old, fresh, "REDUCE_NONE"),
              "google_monitoring_alert_policy conditions.condition_absent.aggregations.cross_series_reducer",
              "google_monitoring_alert_policy conditions.condition_threshold.aggregations.cross_series_reducer",
              "google_monitoring_alert_policy conditions.condition_threshold.denominator_aggregations.cross_series_reducer"),
          of(
              "no stage is ALPHA",
              (old, fresh) -> Spelling.either(old, fresh, "ALPHA"),
              "google_project_iam_custom_role stage"),
          of(
              "a connection with dots is the one with slashes",
              SameAnswers::connection,
              "google_bigquery_table biglake_configuration.connection_id",
              "google_bigquery_table external_catalog_table_options.connection_id",
              "google_bigquery_table external_data_configuration.connection_id"),
          of(
              "a length that was asked for is the range that was given",
              (old, fresh) ->
                  fresh.startsWith("/")
                      && old.contains("/")
                      && old.substring(old.lastIndexOf('/')).equals(fresh),
              "google_compute_instance network_interface.alias_ip_range.ip_cidr_range"),
          of(
              "a page that is no longer named stays",
              (old, fresh) -> !old.isEmpty() && fresh.isEmpty(),
              "google_storage_bucket website.main_page_suffix",
              "google_storage_bucket website.not_found_page"),
          of(
              "an unspecified rotation is none",
              (old, fresh) ->
                  fresh.isEmpty() && old.equals("SERVER_CERTIFICATE_ROTATION_MODE_UNSPECIFIED"),
              "google_sql_database_instance settings.ip_configuration.server_certificate_rotation_mode"));

  private SameAnswers() {}

  private interface Texts {
    boolean same(String old, String fresh);
  }

  private static Spelling of(String name, Texts texts, String... places) {
    return new Spelling(
        name, Set.of(places), (draft, path, old, fresh) -> texts.same(text(old), text(fresh)));
  }

  private static String text(Value value) {
    return value.textOrEmpty();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static boolean raised(String version) {
    Matcher minor = MYSQL_8_0.matcher(version);
    return minor.matches() && Integer.parseInt(minor.group(1)) >= RAISED;
  }

  private static boolean released(String old, String fresh) {
    Optional<String> present = release(old);
    Optional<String> wanted = release(fresh);
    return present.isPresent() && wanted.isPresent() && present.get().compareTo(wanted.get()) >= 0;
  }

  private static Optional<String> release(String version) {
    return version.length() > RELEASE
        ? Optional.of(version.substring(version.length() - RELEASE))
        : Optional.empty();
  }

  private static boolean connection(String old, String fresh) {
    Matcher dots = DOTS.matcher(old);
    Matcher slashes = SLASHES.matcher(fresh);
    return dots.matches()
        && slashes.find()
        && dots.group(1).equals(slashes.group(1))
        && dots.group(2).equalsIgnoreCase(slashes.group(2))
        && dots.group(3).equals(slashes.group(3));
  }
}
