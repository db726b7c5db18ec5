package tollgate.sandbox.behaviour;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** Cloud SQL. */
final class Databases {
  private static final String INSTANCE = "google_sql_database_instance";
  private static final String PRIMARY = "CLOUD_SQL_INSTANCE";
  private static final String REPLICA = "READ_REPLICA_INSTANCE";

  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "an autoscaled read pool keeps its number of nodes, within its bounds",
              INSTANCE,
              Databases::nodes),
          Behaviour.of(
              "a smaller disk replaces, but one that grows by itself stays as it is",
              INSTANCE,
              Databases::disk),
          Behaviour.of(
              "upgrades by themselves, once on, are switched off by a replacement only",
              INSTANCE,
              draft -> {
                String upgrades = "settings.0.auto_upgrade_enabled";
                Value now = draft.now(upgrades);
                if (draft.old(upgrades).isTrue() && !now.isTrue()) {
                  draft.forceNew(upgrades);
                }
              }),
          Behaviour.of(
              "another primary replaces the replica, except in a switchover",
              INSTANCE,
              draft ->
                  Stream.of("master_instance_name", "replica_configuration.0.cascadable_replica")
                      .filter(each -> !draft.creating() && becomes(draft, each))
                      .filter(each -> !switchover(draft))
                      .forEach(draft::forceNew)),
          Behaviour.of(
              "a replica that is promoted has no primary",
              INSTANCE,
              draft -> {
                if (draft.old("instance_type").textOrEmpty().equals(REPLICA)
                    && draft.now("instance_type").textOrEmpty().equals(PRIMARY)) {
                  promote(draft);
                }
              }),
          Behaviour.of(
              "taking the private network away replaces the instance",
              INSTANCE,
              draft -> {
                String network = "settings.0.ip_configuration.0.private_network";
                Value now = draft.now(network);
                if (!draft.old(network).isZero() && (now.isZero() || now.isUnknown())) {
                  draft.forceNew(network);
                }
              }));

  private Databases() {}

  /** What is not known yet, and what says nothing, is nothing to the provider's code. */
  private static boolean becomes(Draft draft, String attribute) {
    Value now = draft.now(attribute);
    boolean nothing = now.isUnknown() || now.isZero();
    return draft.changes(attribute) && !(nothing && draft.old(attribute).isZero());
  }

  private static void nodes(Draft draft) {
    Value scaling = draft.now("settings.0.read_pool_auto_scale_config");
    if (!scaling.in("enabled").isTrue()) {
      return;
    }
    BigDecimal current = number(draft.old("node_count"));
    Value least = scaling.in("min_node_count");
    Value most = scaling.in("max_node_count");
    if (current.compareTo(number(least)) < 0) {
      draft.set("node_count", least);
    } else if (current.compareTo(number(most)) > 0) {
      draft.set("node_count", most);
    } else {
      draft.set("node_count", draft.old("node_count"));
    }
  }

  private static void disk(Draft draft) {
    String size = "settings.0.disk_size";
    Value old = draft.old(size);
    Value now = draft.now(size);
    // A size that is not known yet is 0 to the provider.
    if (draft.creating() || number(now).compareTo(number(old)) >= 0) {
      return;
    }
    if (draft.now("settings.0.disk_autoresize").equals(Value.bool(false))) {
      draft.forceNew(size);
    } else {
      draft.set(size, old);
    }
  }

  /** The old primary becomes a replica of one that was its own. */
  private static boolean switchover(Draft draft) {
    Value primary = draft.now("master_instance_name");
    Value replica = draft.now("replica_configuration");
    boolean server = draft.now("database_version").textOrEmpty().startsWith("SQLSERVER");
    return draft.old("instance_type").textOrEmpty().equals(PRIMARY)
        && draft.now("instance_type").textOrEmpty().equals(REPLICA)
        && replica.items().size() == 1
        && draft.old("replica_names").items().contains(primary)
        && !draft.now("replica_names").items().contains(primary)
        && (!server || replica.in("cascadable_replica").isTrue());
  }

  private static void promote(Draft draft) {
    for (String each : List.of("master_instance_name", "replica_configuration")) {
      if (!draft.written(each).isNull() && !draft.written(each).isZero()) {
        draft.refuse(
            "Replica promote configuration check failed. Please remove %s and try again."
                .formatted(each));
        return;
      }
    }
    draft.unknown("master_instance_name");
    draft.set("replica_configuration", Values.EMPTY_LIST);
  }

  private static BigDecimal number(Value value) {
    return value instanceof Value.Numeric numeric ? numeric.value() : BigDecimal.ZERO;
  }
}
