package tollgate.cost;

import java.util.Optional;

/** GKE node pools beside their cluster: their VMs; the cluster bills its own fee. */
final class NodePoolMeter implements Meter {

  @Override
  public void bill(Planned pool, Surroundings all, Bill bill) {
    Optional<Planned> cluster = all.names().clusterOf(pool);
    boolean ownLocation = !pool.isUnset("location") || cluster.isEmpty();
    Planned located = ownLocation ? pool : cluster.orElse(pool);
    Place place = located.place("location");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    boolean isPrivate = GkeMeter.isPrivate(pool) || cluster.filter(GkeMeter::isPrivate).isPresent();
    Planned zoned = pool.isUnset("node_locations") ? located : pool;
    new NodePool(
            pool,
            "",
            place.region(),
            NodePool.zones(zoned, "node_locations", GkeMeter.location(located)),
            isPrivate)
        .bill("node pool", GkeMeter.countName(pool, ""), Amount.of(1), bill);
  }
}
