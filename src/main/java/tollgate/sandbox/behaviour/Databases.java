package tollgate.sandbox.behaviour;

import java.util.List;
import tollgate.schema.value.Value;

/** Cloud SQL. */
final class Databases {
  private static final String INSTANCE = "google_sql_database_instance";

  static final List<Behaviour> TABLE =
      List.of(
          Behaviour.of(
              "an autoscaled read pool is planned with its smallest number of nodes",
              INSTANCE,
              draft -> {
                Value scaling = draft.now("settings.0.read_pool_auto_scale_config");
                if (scaling.in("enabled").isTrue() && scaling.in("min_node_count").isPresent()) {
                  draft.set("node_count", scaling.in("min_node_count"));
                }
              }),
          Behaviour.of(
              "taking the private network away replaces the instance",
              INSTANCE,
              draft -> {
                String network = "settings.0.ip_configuration.0.private_network";
                if (!draft.old(network).isZero() && draft.now(network).isZero()) {
                  draft.forceNew(network);
                }
              }));

  private Databases() {}
}
