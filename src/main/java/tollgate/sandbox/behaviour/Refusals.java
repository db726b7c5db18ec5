package tollgate.sandbox.behaviour;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.schema.check.ArgumentRules;
import tollgate.schema.value.Value;

/** What the provider refuses only when it plans, in its words. */
final class Refusals {
  static final Pattern GO_DURATION =
      Pattern.compile("[-+]?([0-9]*\\.?[0-9]+(ns|us|µs|ms|s|m|h))+|0");

  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour("timeouts are durations", type -> true, Refusals::timeouts),
          Behaviour.of(
              "an ingress rule needs a source", "google_compute_firewall", Refusals::sources),
          Behaviour.of(
              "a new gateway drains no addresses",
              "google_compute_router_nat",
              draft -> {
                List<Value> drained = draft.written("drain_nat_ips").items();
                if (draft.creating() && !drained.isEmpty()) {
                  draft.refuse(
                      "New RouterNat cannot have drain_nat_ips, got values [%s]"
                          .formatted(
                              String.join(" ", drained.stream().map(Value::textOrEmpty).toList())));
                }
              }),
          Behaviour.of(
              "one kind of token for a job", "google_cloud_scheduler_job", Refusals::tokens),
          Behaviour.of(
              "keys of object contexts are unique",
              "google_storage_bucket_object",
              Refusals::contexts),
          Behaviour.of(
              "a sensitive label is not written in the open too",
              "google_monitoring_notification_channel",
              Refusals::sensitiveLabels),
          Behaviour.of(
              "point-in-time recovery is called binary log in MySQL",
              "google_sql_database_instance",
              draft -> {
                Value recovery =
                    draft.now("settings.0.backup_configuration.0.point_in_time_recovery_enabled");
                if (recovery.isTrue()
                    && draft.now("database_version").textOrEmpty().startsWith("MYSQL")) {
                  draft.refuse(
                      "point_in_time_recovery_enabled is only available for the following [POSTGRES SQLSERVER]. You may want to consider using binary_log_enabled instead and remove point_in_time_recovery_enabled (removing point_in_time_recovery_enabled and adding binary_log_enabled will enable pitr for MYSQL)");
                }
              }),
          Behaviour.of(
              "a directory of one's own is described whole",
              "google_sql_database_instance",
              Refusals::directory));

  private Refusals() {}

  private static void timeouts(Draft draft) {
    if (draft.written("timeouts") instanceof Value.Fields timeouts) {
      for (Map.Entry<String, Value> each : timeouts.values().entrySet()) {
        Optional<String> text = each.getValue().asText();
        if (text.isPresent() && !GO_DURATION.matcher(text.get()).matches()) {
          draft.refuse(
              "Error parsing \"%s\" timeout: time: invalid duration %s"
                  .formatted(each.getKey(), ArgumentRules.quote(text.get())));
        }
      }
    }
  }

  private static void sources(Draft draft) {
    boolean egress = draft.now("direction").textOrEmpty().equals("EGRESS");
    boolean none =
        Stream.of("source_tags", "source_ranges", "source_service_accounts")
            .map(draft::written)
            .allMatch(Value::isZero);
    if (draft.creating() && !egress && none) {
      draft.refuse("one of source_tags, source_ranges, or source_service_accounts must be defined");
    }
  }

  private static void tokens(Draft draft) {
    Value oauth = draft.written("http_target.0.oauth_token");
    Value oidc = draft.written("http_target.0.oidc_token");
    if (!oauth.isZero() && !oidc.isZero()) {
      draft.refuse(
          "Error in http_target: only one of oauth_token or oidc_token can be specified, but not both.");
    }
  }

  private static void contexts(Draft draft) {
    Set<String> keys = new HashSet<>();
    for (Value each : draft.written("contexts").in("custom").items()) {
      Optional<String> key = each.at("key").asText();
      if (key.isPresent() && !keys.add(key.get())) {
        draft.refuse(
            "duplicate key found in 'contexts' block: %s. Each 'key' must be unique"
                .formatted(key.get()));
      }
    }
  }

  private static void sensitiveLabels(Draft draft) {
    for (String label : List.of("auth_token", "password", "service_key")) {
      Value open = draft.written("labels").at(label);
      boolean hidden = draft.written("sensitive_labels").in(label).isPresent();
      if (open.isPresent() && hidden) {
        draft.refuse(
            "Sensitive label \"%s\" cannot be set at the same time as label \"%s\"."
                .formatted(label, label));
      }
    }
  }

  private static void directory(Draft draft) {
    Value directory = draft.written("settings").in("active_directory_config");
    if (!directory.in("mode").textOrEmpty().equals("CUSTOMER_MANAGED_ACTIVE_DIRECTORY")) {
      return;
    }
    boolean whole =
        Stream.of("dns_servers", "admin_credential_secret_name", "organizational_unit")
            .noneMatch(name -> directory.in(name).isZero());
    if (!whole) {
      draft.refuse(
          "dns_servers, admin_credential_secret_name, and organizational_unit must all be provided when mode is CUSTOMER_MANAGED_ACTIVE_DIRECTORY");
    }
  }
}
