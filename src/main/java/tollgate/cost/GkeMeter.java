package tollgate.cost;

import java.util.Map;
import java.util.Optional;

/**
 * GKE clusters: the management fee, the nodes of the pools inside, and in Autopilot what the pods
 * ask for. Source: cloud.google.com/kubernetes-engine/pricing.
 */
final class GkeMeter implements Meter {

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "pod_vcpu_hours", "vCPU-hours that Autopilot pods ask for",
        "pod_gib_hours", "GiB-hours of memory that Autopilot pods ask for",
        "pod_storage_gib_hours", "GiB-hours of ephemeral storage that Autopilot pods ask for",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned cluster, Surroundings all, Bill bill) {
    Place place = cluster.place("location");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    bill.floor("cluster management", "gke.cluster.hour", PriceBook.GLOBAL, Month.HOURS, "");
    if (cluster.isTrue("enable_autopilot")) {
      pods(place.region(), bill);
    } else {
      pools(cluster, place.region(), bill);
    }
    if (cluster.text("enterprise_config.desired_tier").filter("ENTERPRISE"::equals).isPresent()) {
      bill.uncovered("the price book has no GKE Enterprise");
    }
    if (cluster.isUnknown("enable_autopilot")) {
      bill.uncovered("enable_autopilot is known only after apply, and the price depends on it");
    }
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", place.region(), "egress_gib");
  }

  private static void pods(String region, Bill bill) {
    bill.declared("Autopilot pod CPU", "gke.autopilot.vcpu.hour", region, "pod_vcpu_hours");
    bill.declared("Autopilot pod memory", "gke.autopilot.ram.gib-hour", region, "pod_gib_hours");
    bill.declared(
        "Autopilot pod storage",
        "gke.autopilot.ephemeral-storage.gib-hour",
        region,
        "pod_storage_gib_hours");
  }

  private static void pools(Planned cluster, String region, Bill bill) {
    if (cluster.isTrue("cluster_autoscaling.enabled")
        || cluster.isUnknown("cluster_autoscaling.enabled")) {
      bill.uncovered("node auto-provisioning makes VMs that no plan names");
    }
    boolean isPrivate = isPrivate(cluster);
    Amount zones = NodePool.zones(cluster, "node_locations", location(cluster));
    int inside = cluster.count("node_pool");
    for (int i = 0; i < inside; i++) {
      String at = "node_pool." + i + ".";
      new NodePool(cluster, at, region, poolZones(cluster, at, zones), isPrivate)
          .bill("node pool " + i, countName(cluster, at), Amount.of(0), bill);
    }
    if (inside == 0 && !cluster.isTrue("remove_default_node_pool")) {
      new NodePool(cluster, "", region, zones, isPrivate)
          .bill("default node pool", "initial_node_count", Amount.of(1), bill);
    }
  }

  private static Amount poolZones(Planned cluster, String at, Amount ofCluster) {
    int written = cluster.get(at + "node_locations").node().map(node -> node.size()).orElse(0);
    return written > 0 ? Amount.of(written) : ofCluster;
  }

  /** A number that is written counts, else the one that the pool began with. */
  static String countName(Planned resource, String at) {
    return resource.isUnset(at + "node_count") && !resource.isUnset(at + "initial_node_count")
        ? "initial_node_count"
        : "node_count";
  }

  static boolean isPrivate(Planned resource) {
    return resource.isTrue("private_cluster_config.enable_private_nodes")
        || resource.isTrue("network_config.enable_private_nodes");
  }

  static String location(Planned cluster) {
    return Optional.of(cluster.place("location").region())
        .filter(region -> cluster.text("location").isEmpty())
        .or(() -> cluster.text("location").map(Names::lastPart))
        .orElse("");
  }
}
