package tollgate.cost;

import java.util.Locale;
import java.util.Optional;

/**
 * Memorystore for Redis Cluster: every node of every shard, primaries and replicas alike. Source:
 * cloud.google.com/memorystore/docs/cluster/pricing.
 */
final class RedisClusterMeter implements Meter {

  /** cloud.google.com/memorystore/docs/cluster, limits. */
  private static final Amount MOST_SHARDS = Amount.of(250);

  private static final Amount MOST_REPLICAS = Amount.of(5);

  @Override
  public void bill(Planned cluster, Surroundings all, Bill bill) {
    Place place = cluster.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (cluster.isUnset("node_type") || cluster.isUnknown("node_type")) {
      bill.uncovered("node_type is not known, and the price depends on it");
      return;
    }
    if (cluster.text("persistence_config.mode").filter("AOF"::equals).isPresent()
        || cluster.isUnknown("persistence_config.mode")) {
      bill.uncovered("the price book has no AOF persistence of Redis Cluster");
    }
    if (cluster.count("automated_backup_config") > 0) {
      bill.uncovered("the price book has no backups of Redis Cluster");
    }
    Optional<Amount> shards =
        cluster.amount("shard_count", Optional.empty(), Optional.of(MOST_SHARDS), bill);
    Optional<Amount> replicas =
        cluster.amount(
            "replica_count", Optional.of(Amount.of(0)), Optional.of(MOST_REPLICAS), bill);
    if (shards.isEmpty() || replicas.isEmpty()) {
      return;
    }
    String node =
        cluster
            .text("node_type")
            .orElse("")
            .replaceFirst("^REDIS_", "")
            .toLowerCase(Locale.ROOT)
            .replace('_', '-');
    bill.floor(
        "Redis Cluster nodes " + Notes.shown(node),
        "redis-cluster.%s.node-hour".formatted(node),
        place.region(),
        shards
            .get()
            .value()
            .multiply(replicas.get().value().add(java.math.BigDecimal.ONE))
            .multiply(Month.HOURS),
        Notes.join(shards.get().note(), replicas.get().note()));
  }
}
