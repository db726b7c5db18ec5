package tollgate.schema.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tollgate.schema.value.Value;

/**
 * What the provider refuses when it plans, by code of its own, whatever is there already: it can be
 * told from the configuration alone. In the provider's words.
 */
public final class PlanRules {
  /** An own directory of a SQL Server that is not described whole. */
  public static final String DIRECTORY =
      "dns_servers, admin_credential_secret_name, and organizational_unit must all be provided when mode is CUSTOMER_MANAGED_ACTIVE_DIRECTORY";

  private record Rule(String type, boolean atFirst, Function<Value, Optional<String>> wrong) {
    Rule(String type, Function<Value, Optional<String>> wrong) {
      this(type, false, wrong);
    }
  }

  private static final List<Rule> TABLE =
      List.of(
          new Rule("*", PlanRules::timeouts),
          new Rule("google_cloud_scheduler_job", PlanRules::tokens),
          new Rule("google_compute_firewall", PlanRules::logging),
          new Rule("google_compute_router", PlanRules::advertised),
          new Rule("google_logging_project_sink", true, PlanRules::writer),
          new Rule("google_storage_bucket_object", PlanRules::contexts),
          new Rule("google_monitoring_notification_channel", PlanRules::sensitiveLabels),
          new Rule("google_sql_database_instance", PlanRules::recovery),
          new Rule("google_sql_database_instance", PlanRules::directory));

  private PlanRules() {}

  /**
   * What is wrong with a resource of that type; empty when nothing is. {@code creating} is false
   * when it exists: some rules are for new ones.
   */
  public static List<String> refusals(String type, Value config, boolean creating) {
    Stream<String> own =
        Stream.ofNullable(TypeRules.TABLE.get(type)).flatMap(rule -> rule.apply(config).stream());
    Stream<String> listed =
        TABLE.stream()
            .filter(rule -> rule.type().equals("*") || rule.type().equals(type))
            .filter(rule -> creating || !rule.atFirst())
            .flatMap(rule -> rule.wrong().apply(config).stream());
    return Stream.concat(listed, own).toList();
  }

  /** What is wrong with the timeouts, which are read before anything else. */
  public static Optional<String> timeouts(Value config) {
    if (config.at("timeouts") instanceof Value.Fields timeouts) {
      for (Map.Entry<String, Value> each : timeouts.values().entrySet()) {
        Optional<String> text = each.getValue().asText();
        if (text.isPresent() && !ArgumentRules.GO_DURATION.matcher(text.get()).matches()) {
          return Optional.of(
              "Error parsing \"%s\" timeout: time: invalid duration %s"
                  .formatted(each.getKey(), ArgumentRules.quote(text.get())));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> tokens(Value config) {
    Value target = config.at("http_target");
    boolean both = !target.in("oauth_token").isZero() && !target.in("oidc_token").isZero();
    return Optional.of(
            "Error in http_target: only one of oauth_token or oidc_token can be specified, but not both.")
        .filter(sentence -> both);
  }

  private static Optional<String> logging(Value config) {
    boolean off = config.at("enable_logging").equals(Value.bool(false));
    return Optional.of("log_config cannot be defined when enable_logging is false")
        .filter(sentence -> off && !config.at("log_config").isZero());
  }

  /** What is advertised is said with the mode CUSTOM only; no mode is DEFAULT. */
  private static Optional<String> advertised(Value config) {
    Value bgp = config.at("bgp");
    Value mode = bgp.in("advertise_mode");
    if (!mode.isNull() && !mode.textOrEmpty().equals("DEFAULT")) {
      return Optional.empty();
    }
    return Stream.of("advertised_groups", "advertised_ip_ranges")
        .filter(each -> !bgp.in(each).items().isEmpty())
        .filter(each -> bgp.in(each).items().stream().noneMatch(Value::isUnknown))
        .map("Error in bgp: %s cannot be specified when using advertise_mode DEFAULT"::formatted)
        .findFirst();
  }

  private static Optional<String> writer(Value config) {
    boolean shared = config.at("unique_writer_identity").equals(Value.bool(false));
    return Optional.of("unique_writer_identity must be true when bigquery_options is supplied")
        .filter(sentence -> shared && !config.at("bigquery_options").items().isEmpty());
  }

  private static Optional<String> contexts(Value config) {
    Set<String> keys = new HashSet<>();
    for (Value each : config.at("contexts").in("custom").items()) {
      Optional<String> key = each.at("key").asText();
      if (key.isPresent() && !keys.add(key.get())) {
        return Optional.of(
            "duplicate key found in 'contexts' block: %s. Each 'key' must be unique"
                .formatted(key.get()));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> sensitiveLabels(Value config) {
    return Stream.of("", "_wo_version")
        .flatMap(end -> Stream.of("auth_token", "service_key", "password").map(each -> each + end))
        .filter(each -> said(config.at("labels").at(each.replace("_wo_version", ""))))
        .filter(each -> said(config.at("sensitive_labels").in(each)))
        .map(
            each ->
                "Sensitive label \"%s\" cannot be set at the same time as label \"%s\"."
                    .formatted(each, each.replace("_wo_version", "")))
        .findFirst();
  }

  private static boolean said(Value text) {
    return text.isPresent() && !text.isZero();
  }

  /** Point-in-time recovery is called binary log in MySQL. */
  private static Optional<String> recovery(Value config) {
    Value backup = config.at("settings").in("backup_configuration");
    boolean asked =
        backup.in("point_in_time_recovery_enabled").isTrue()
            && !config.at("database_version").isUnknown()
            && Stream.of("POSTGRES", "SQLSERVER")
                .noneMatch(config.at("database_version").textOrEmpty()::startsWith);
    return Optional.of(
            "point_in_time_recovery_enabled is only available for the following [POSTGRES SQLSERVER]. You may want to consider using binary_log_enabled instead and remove point_in_time_recovery_enabled (removing point_in_time_recovery_enabled and adding binary_log_enabled will enable pitr for MYSQL)")
        .filter(sentence -> asked);
  }

  /** A directory of one's own is described whole. */
  private static Optional<String> directory(Value config) {
    Value directory = config.at("settings").in("active_directory_config");
    boolean own = directory.in("mode").textOrEmpty().equals("CUSTOMER_MANAGED_ACTIVE_DIRECTORY");
    boolean whole =
        Stream.of("dns_servers", "admin_credential_secret_name", "organizational_unit")
            .noneMatch(name -> directory.in(name).isZero());
    return Optional.of(DIRECTORY).filter(sentence -> own && !whole);
  }
}
