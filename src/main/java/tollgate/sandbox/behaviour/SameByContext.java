package tollgate.sandbox.behaviour;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * Differences that are none because of another argument, or because a block holds nothing; after
 * the provider's DiffSuppressFunc of each place.
 */
final class SameByContext {
  private static final String CLOUD_PLATFORM = "https://www.googleapis.com/auth/cloud-platform";

  static final List<Spelling> TABLE =
      List.of(
          new Spelling(
              "a database user of IAM is stored without the domain",
              Set.of("google_sql_user name"),
              SameByContext::user),
          new Spelling(
              "a replica for disasters is named with or without its project",
              Set.of("google_sql_database_instance replication_cluster.failover_dr_replica_name"),
              (draft, path, old, fresh) ->
                  withProject(draft, old).equals(withProject(draft, fresh))),
          new Spelling(
              "the same moment in UTC",
              Set.of(
                  "google_sql_database_instance clone.point_in_time",
                  "google_sql_database_instance clone.source_instance_deletion_time",
                  "google_sql_database_instance point_in_time_restore_context.point_in_time"),
              (draft, path, old, fresh) ->
                  moment(old).isPresent() && moment(old).equals(moment(fresh))),
          new Spelling(
              "there is no way back from the new network architecture",
              Set.of("google_sql_database_instance settings.enforce_new_sql_network_architecture"),
              (draft, path, old, fresh) -> old.isTrue() && fresh.equals(Value.bool(false))),
          new Spelling(
              "a token's usual scope, and the target as its audience, need not be written",
              Set.of(
                  "google_cloud_scheduler_job http_target.oauth_token.scope",
                  "google_cloud_scheduler_job http_target.oidc_token.audience"),
              SameByContext::token),
          new Spelling(
              "a month is the usual period, unless one of its own is given",
              Set.of("google_billing_budget budget_filter.calendar_period"),
              (draft, path, old, fresh) ->
                  draft.written("budget_filter").in("custom_period").isZero()
                      && Spelling.either(old.textOrEmpty(), fresh.textOrEmpty(), "MONTH")),
          new Spelling(
              "logging that is switched on keeps its settings",
              Set.of("google_compute_firewall log_config"),
              (draft, path, old, fresh) ->
                  fresh.items().isEmpty() && draft.written("enable_logging").isTrue()),
          new Spelling(
              "from everywhere is what no source means",
              Set.of("google_compute_firewall source_ranges"),
              (draft, path, old, fresh) ->
                  fresh.isNull() && old.items().equals(List.of(Value.text("0.0.0.0/0")))),
          new Spelling(
              "an empty block is none",
              Set.of("google_compute_instance service_account"),
              (draft, path, old, fresh) ->
                  oneIsNone(draft, old, fresh) && hollow(old) && hollow(fresh)),
          new Spelling(
              "what is switched off need not be written",
              Set.of("google_storage_bucket autoclass"),
              (draft, path, old, fresh) ->
                  oneIsNone(draft, old, fresh) && !old.in("enabled").isTrue() && off(fresh)),
          new Spelling(
              "a flat namespace need not be written",
              Set.of("google_storage_bucket hierarchical_namespace"),
              (draft, path, old, fresh) ->
                  old.items().size() == 1
                      && fresh.items().isEmpty()
                      && !old.in("enabled").isTrue()),
          new Spelling(
              "a filter that is switched off need not be written",
              Set.of("google_storage_bucket ip_filter"),
              (draft, path, old, fresh) ->
                  oneIsNone(draft, old, fresh) && old.in("mode").textOrEmpty().equals("Disabled")),
          new Spelling(
              "the order of upstream policies does not matter",
              Set.of(
                  "google_artifact_registry_repository virtual_repository_config.upstream_policies"),
              (draft, path, old, fresh) ->
                  !old.items().isEmpty() && policies(old).equals(policies(fresh))),
          new Spelling(
              "the order of peered ranges does not matter",
              Set.of("google_service_networking_connection reserved_peering_ranges"),
              (draft, path, old, fresh) ->
                  !old.items().isEmpty() && sorted(old).equals(sorted(fresh))),
          new Spelling(
              "a disk is named from any part of its link on",
              Set.of("google_compute_disk source_disk"),
              (draft, path, old, fresh) ->
                  old.textOrEmpty()
                      .endsWith(
                          fresh
                              .textOrEmpty()
                              .replace("https://www.googleapis.com/compute/v1", ""))));

  private SameByContext() {}

  private static boolean user(Draft draft, Path path, Value old, Value fresh) {
    String type = now(draft, "type");
    String stored = old.textOrEmpty();
    String wanted = fresh.textOrEmpty();
    int at = wanted.indexOf('@');
    String stripped = at < 0 ? wanted : wanted.substring(0, at);
    if (type.contains("IAM") && stored.equals(stripped)) {
      return true;
    }
    // Only MySQL has a host for everybody; it keeps domains in small letters.
    return type.contains("CLOUD_IAM_GROUP")
        && now(draft, "host").equals("%")
        && at >= 0
        && stored.equals(stripped + wanted.substring(at).toLowerCase(Locale.ROOT));
  }

  /** What is written, or else what is stored. */
  private static String now(Draft draft, String attribute) {
    Value written = draft.written(attribute);
    return (written.isNull() ? draft.old(attribute) : written).textOrEmpty();
  }

  private static String withProject(Draft draft, Value replica) {
    String name = replica.textOrEmpty();
    String project = now(draft, "project");
    return name.contains(":") || project.isEmpty() ? name : project + ":" + name;
  }

  private static Optional<Instant> moment(Value time) {
    try {
      return time.textOrEmpty().endsWith("Z")
          ? Optional.of(Instant.parse(time.textOrEmpty()))
          : Optional.empty();
    } catch (DateTimeException notTime) {
      return Optional.empty();
    }
  }

  private static boolean token(Draft draft, Path path, Value old, Value fresh) {
    String usual =
        path.names().endsWith("scope")
            ? CLOUD_PLATFORM
            : draft.written("http_target").in("uri").textOrEmpty();
    return fresh.isZero() && !usual.isEmpty() && old.textOrEmpty().equals(usual);
  }

  /**
   * On one side of an update there is no such block; a new resource is planned as it is written.
   */
  private static boolean oneIsNone(Draft draft, Value old, Value fresh) {
    return !draft.creating() && old.items().isEmpty() != fresh.items().isEmpty();
  }

  private static boolean off(Value autoclass) {
    return autoclass.items().isEmpty() || !autoclass.in("enabled").isTrue();
  }

  private static boolean hollow(Value blocks) {
    return blocks.items().stream()
        .allMatch(
            block ->
                block instanceof Value.Fields fields
                    && fields.values().values().stream().allMatch(Value::isZero));
  }

  private static List<String> sorted(Value texts) {
    return texts.items().stream().map(Value::textOrEmpty).sorted().toList();
  }

  private static Set<Map<String, Value>> policies(Value policies) {
    return policies.items().stream()
        .map(
            each ->
                Map.of(
                    "id", set(each.at("id")),
                    "priority", set(each.at("priority")),
                    "repository", set(each.at("repository"))))
        .collect(Collectors.toSet());
  }

  /** What the state holds of an argument that nobody gave is "" or 0. */
  private static Value set(Value value) {
    return value.isZero() ? Values.NULL : value;
  }
}
