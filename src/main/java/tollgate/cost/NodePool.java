package tollgate.cost;

import java.math.BigDecimal;
import java.util.Optional;
import tollgate.plan.Attr;
import tollgate.plan.Zones;

/**
 * The VMs of one GKE node pool, wherever its attributes stand: a pool of its own, a block of a
 * cluster, or a cluster's default pool. Defaults: cloud.google.com/kubernetes-engine/docs, node
 * pools and node machine types; pd-balanced: its custom-boot-disks page, read 2026-11-22.
 *
 * @param resource that holds the attributes
 * @param at dotted path of the pool with a dot at its end, or empty text
 * @param zones how many zones each counted node stands in
 * @param isPrivate whether nodes have no external address
 */
record NodePool(Planned resource, String at, String region, Amount zones, boolean isPrivate) {

  /** Nodes of a pool at most: cloud.google.com/kubernetes-engine/quotas. */
  private static final Amount MOST_NODES = Amount.of(1000);

  private static final Amount DEFAULT_DISK_GIB = Amount.of(100);

  /**
   * @param countName the attribute that counts nodes of a zone
   */
  void bill(String words, String countName, Amount unsetCount, Bill bill) {
    Optional<Amount> least = least(countName, unsetCount, bill);
    Optional<Amount> most = least.flatMap(from -> most(from, bill));
    if (least.isEmpty() || most.isEmpty()) {
      return;
    }
    Fleet fleet =
        new Fleet(words, region, least.get(), most.get().atLeast(least.get().value(), ""), bill);
    String node = at + "node_config.";
    if (resource.isUnknown(at + "node_config") || resource.isUnknown(node + "machine_type")) {
      bill.uncovered(node + "machine_type is known only after apply, and the price depends on it");
      return;
    }
    boolean spot = resource.isTrue(node + "spot") || resource.isTrue(node + "preemptible");
    String machine = resource.text(node + "machine_type").orElse("e2-medium");
    fleet.machine(
        MachineType.of(machine),
        spot,
        resource.isUnset(node + "machine_type") ? "no machine_type is written: e2-medium" : "");
    Gpus.read(
        resource,
        node + "guest_accelerator",
        machine,
        "type",
        "count",
        bill,
        (what, sku, count) -> fleet.hourly(what, sku, count, ""));
    disks(fleet, node, bill);
    extras(node, bill);
    if (!isPrivate) {
      fleet.address(spot, "nodes have external addresses unless they are private");
    }
  }

  private void disks(Fleet fleet, String node, Bill bill) {
    boolean block = resource.count(node + "boot_disk") > 0;
    String typePath = block ? node + "boot_disk.disk_type" : node + "disk_type";
    String sizePath = block ? node + "boot_disk.size_gb" : node + "disk_size_gb";
    boolean unknown = resource.isUnknown(typePath);
    String type = unknown ? "pd-ssd" : resource.text(typePath).orElse("pd-balanced");
    Optional<Amount> size =
        resource.amount(sizePath, Optional.of(DEFAULT_DISK_GIB), Optional.empty(), bill);
    size.ifPresent(
        gib ->
            fleet.disk(
                type,
                gib.value(),
                unknown ? typePath + " is known only after apply: pd-ssd is counted" : ""));
    for (String path :
        new String[] {
          node + "local_ssd_count",
          node + "ephemeral_storage_local_ssd_config.local_ssd_count",
          node + "local_nvme_ssd_block_config.local_ssd_count"
        }) {
      resource
          .amount(path, Optional.of(Amount.of(0)), Optional.empty(), bill)
          .ifPresent(count -> fleet.localSsd(count.value()));
    }
  }

  private void extras(String node, Bill bill) {
    if (resource.text(node + "image_type").filter(t -> t.startsWith("WINDOWS")).isPresent()) {
      bill.uncovered("the price book has no Windows licences");
    }
    if (resource.isTrue(node + "confidential_nodes.enabled")) {
      bill.uncovered("the price book has no price for confidential computing");
    }
    if (!resource.isUnset(node + "node_group") || resource.count(node + "sole_tenant_config") > 0) {
      bill.uncovered("the price book has no sole-tenant nodes");
    }
  }

  /** With autoscaling its minimum, for all zones or for each; else the written number. */
  private Optional<Amount> least(String countName, Amount unsetCount, Bill bill) {
    String scaling = at + "autoscaling.";
    if (resource.isUnknown(at + "autoscaling")) {
      bill.uncovered("autoscaling is known only after apply, and the price depends on it");
      return Optional.empty();
    }
    if (resource.count(at + "autoscaling") == 0) {
      return perZone(at + countName, unsetCount, bill);
    }
    if (isSet(scaling + "total_min_node_count")) {
      return resource.amount(
          scaling + "total_min_node_count",
          Optional.of(Amount.of(0)),
          Optional.of(MOST_NODES),
          bill);
    }
    return perZone(scaling + "min_node_count", Amount.of(0), bill);
  }

  private Optional<Amount> most(Amount least, Bill bill) {
    String scaling = at + "autoscaling.";
    if (resource.count(at + "autoscaling") == 0) {
      return Optional.of(least);
    }
    return isSet(scaling + "total_max_node_count")
        ? resource.amount(
            scaling + "total_max_node_count",
            Optional.of(MOST_NODES),
            Optional.of(MOST_NODES),
            bill)
        : perZone(scaling + "max_node_count", MOST_NODES, bill);
  }

  private boolean isSet(String path) {
    Attr attr = resource.get(path);
    return attr.isUnknown() || attr.number().filter(n -> n.signum() > 0).isPresent();
  }

  private Optional<Amount> perZone(String path, Amount unset, Bill bill) {
    return resource
        .amount(path, Optional.of(unset), Optional.of(MOST_NODES), bill)
        .map(
            count ->
                new Amount(
                    count.value().multiply(zones.value()), Notes.join(count.note(), zones.note())));
  }

  /**
   * In how many zones a pool's nodes are repeated.
   *
   * @param location of the cluster or pool: a region's clusters take three zones unless told
   */
  static Amount zones(Planned resource, String locationsPath, String location) {
    int written = resource.get(locationsPath).node().map(node -> node.size()).orElse(0);
    boolean zonal = !Zones.region(location).equals(location);
    if (resource.isUnknown(locationsPath) && !zonal) {
      return Amount.of(4).withNote("node_locations are known only after apply: 4 zones");
    }
    if (zonal) {
      // A zonal cluster's list holds the zones beside its own.
      return Amount.of(
          BigDecimal.ONE.add(
              BigDecimal.valueOf(
                  resource.type().equals("google_container_cluster")
                      ? written
                      : Math.max(0, written - 1))));
    }
    return written > 0
        ? Amount.of(written)
        : Amount.of(3).withNote("a region's nodes stand in 3 zones");
  }
}
