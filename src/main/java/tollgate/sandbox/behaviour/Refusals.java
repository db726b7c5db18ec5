package tollgate.sandbox.behaviour;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import tollgate.schema.check.PlanRules;
import tollgate.schema.value.Value;

/** What the provider refuses only when it plans, in its words. */
final class Refusals {
  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour(
              "what can be told from the configuration",
              type -> true,
              draft ->
                  PlanRules.refusals(draft.type().type(), draft.config(), draft.creating())
                      .forEach(draft::refuse)),
          Behaviour.of(
              "an ingress rule needs a source", "google_compute_firewall", Refusals::sources),
          Behaviour.of(
              "a stream starts running or not at all, and pauses later",
              "google_datastream_stream",
              Refusals::stream),
          Behaviour.of(
              "an authority starts staged or enabled",
              "google_privateca_certificate_authority",
              draft -> {
                String state = draft.now("desired_state").textOrEmpty();
                if (draft.creating()
                    && draft.now("desired_state").isPresent()
                    && !List.of("STAGED", "ENABLED").contains(state)) {
                  draft.refuse(
                      "`desired_state` can only be set to `STAGED` or `ENABLED` when creating a new CA");
                }
              }),
          Behaviour.of(
              "an application stays where it is",
              "google_app_engine_application",
              draft -> {
                if (!draft.creating() && draft.changes("location_id")) {
                  draft.refuse("Cannot change location_id once the resource is created.");
                }
              }),
          Behaviour.of(
              "what was submitted stays submitted",
              "google_bigquery_analytics_hub_query_template",
              draft -> {
                if (draft.old("submit").isTrue() && !draft.now("submit").isTrue()) {
                  draft.refuse(
                      "Cannot change `submit` from true to false as unsubmitting is not supported.");
                }
              }),
          Behaviour.of(
              "logging that was not switched on has no settings",
              "google_compute_firewall",
              draft -> {
                boolean off =
                    draft.written("enable_logging").isNull()
                        && draft.old("enable_logging").equals(Value.bool(false));
                if (off && !draft.written("log_config").isZero()) {
                  draft.refuse("log_config cannot be defined when enable_logging is false");
                }
              }),
          Behaviour.of(
              "a directory of one's own is described whole when it is planned",
              "google_sql_database_instance",
              Refusals::directory),
          Behaviour.of(
              "what goes to BigQuery is written by an identity of its own",
              "google_logging_project_sink",
              draft -> {
                int options = draft.now("bigquery_options").items().size();
                Value own = draft.now("unique_writer_identity");
                boolean shared = own.isUnknown() || own.equals(Value.bool(false));
                boolean told = draft.creating() && !own.isUnknown();
                if (options > 0
                    && options != draft.old("bigquery_options").items().size()
                    && shared
                    && !told) {
                  draft.refuse(
                      "unique_writer_identity must be true when bigquery_options is supplied");
                }
              }),
          Behaviour.of(
              "a gateway drains addresses that were its own",
              "google_compute_router_nat",
              Refusals::drained));

  private Refusals() {}

  private static void sources(Draft draft) {
    boolean egress = draft.now("direction").textOrEmpty().equals("EGRESS");
    boolean none =
        Stream.of("source_tags", "source_ranges", "source_service_accounts")
            .map(draft::written)
            .allMatch(Value::isNull);
    if (draft.creating() && !egress && none) {
      draft.refuse("one of source_tags, source_ranges, or source_service_accounts must be defined");
    }
  }

  /** What is not known yet is not there to the provider. */
  private static void directory(Draft draft) {
    Value directory = draft.written("settings.0.active_directory_config");
    boolean own = directory.in("mode").textOrEmpty().equals("CUSTOMER_MANAGED_ACTIVE_DIRECTORY");
    List<Value> parts =
        Stream.of("dns_servers", "admin_credential_secret_name", "organizational_unit")
            .map(directory::in)
            .toList();
    if (own
        && parts.stream().noneMatch(Value::isZero)
        && !parts.stream().allMatch(Value::whollyKnown)) {
      draft.refuse(PlanRules.DIRECTORY);
    }
  }

  private static void drained(Draft draft) {
    List<String> before = names(draft.old("drain_nat_ips"));
    List<String> more =
        names(draft.now("drain_nat_ips")).stream().filter(each -> !before.contains(each)).toList();
    if (more.isEmpty()) {
      return;
    }
    if (draft.creating()) {
      draft.refuse("New RouterNat cannot have drain_nat_ips, got values " + listed(more));
      return;
    }
    List<String> old = names(draft.old("nat_ips"));
    List<String> now = names(draft.now("nat_ips"));
    for (String each : more) {
      if (!old.contains(each)) {
        draft.refuse(
            "drain_nat_ip \"%s\" was not previously set in nat_ips %s"
                .formatted(each, listed(old)));
        return;
      }
      if (now.contains(each)) {
        draft.refuse(
            "drain_nat_ip \"%s\" cannot be drained if still set in nat_ips %s"
                .formatted(each, listed(now)));
        return;
      }
    }
  }

  private static String listed(List<String> names) {
    return "[" + String.join(" ", names) + "]";
  }

  /** The names at the ends of links, in the order in which the provider's sets go. */
  private static List<String> names(Value links) {
    return links.items().stream()
        .map(each -> SameText.last(each.textOrEmpty()))
        .distinct()
        .sorted(Comparator.comparing(Refusals::sum))
        .toList();
  }

  private static String sum(String name) {
    CRC32 sum = new CRC32();
    sum.update(name.getBytes(StandardCharsets.UTF_8));
    return Long.toString(sum.getValue());
  }

  private static void stream(Draft draft) {
    Value wanted = draft.now("desired_state");
    String state = wanted.textOrEmpty();
    if (wanted.isUnknown() || !draft.changes("desired_state")) {
      return;
    }
    if (draft.creating()) {
      if (!List.of("NOT_STARTED", "RUNNING").contains(state)) {
        draft.refuse(
            "`desired_state` can only be set to `NOT_STARTED` or `RUNNING` when creating a new Stream");
      }
    } else if (state.equals("NOT_STARTED")) {
      draft.refuse(
          "Field `desired_state` cannot be changed to `NOT_STARTED` for an already-created Stream");
    } else if (draft.old("desired_state").textOrEmpty().equals("NOT_STARTED")
        && !state.equals("RUNNING")) {
      draft.refuse("Field `desired_state` can only be set to `RUNNING` from `NOT_STARTED`");
    } else if (!List.of("RUNNING", "PAUSED").contains(state)) {
      draft.refuse(
          "`desired_state` can only be set to `RUNNING` or `PAUSED` when updating a Stream");
    }
  }
}
