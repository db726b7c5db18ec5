package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Dataproc clusters: their VMs, and a fee for each vCPU on top. Source:
 * cloud.google.com/dataproc/pricing.
 */
final class DataprocMeter implements Meter {

  private static final String CONFIG = "cluster_config.";

  /** The API's DiskConfig, read 2026-11-22: 500 GB when nothing is written. */
  private static final Amount DEFAULT_DISK_GIB = Amount.of(500);

  /** More than the default quota of vCPUs lets anybody have. */
  private static final Amount MOST_WORKERS = Amount.of(1000);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned cluster, Surroundings all, Bill bill) {
    Place place = cluster.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (cluster.count("virtual_cluster_config") > 0) {
      bill.uncovered("the price book has no Dataproc on GKE");
      return;
    }
    if (cluster.isUnknown("cluster_config")) {
      bill.uncovered("cluster_config is known only after apply, and the price depends on it");
      return;
    }
    refuse(cluster, bill);
    group(cluster, "master_config.", "master", 1, place.region(), false, bill);
    boolean single =
        cluster
            .entry(
                CONFIG + "software_config.override_properties",
                "dataproc:dataproc.allow.zero.workers")
            .isTrue();
    if (!single || cluster.count(CONFIG + "worker_config") > 0) {
      group(cluster, "worker_config.", "worker", 2, place.region(), false, bill);
    }
    if (cluster.count(CONFIG + "preemptible_worker_config") > 0) {
      secondary(cluster, place.region(), bill);
    }
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", place.region(), "egress_gib");
  }

  private static void refuse(Planned cluster, Bill bill) {
    if (!cluster.isUnset(CONFIG + "autoscaling_config.policy_uri")) {
      bill.uncovered("the autoscaling policy decides how many workers there are");
    }
    if (cluster.text(CONFIG + "cluster_tier").filter(t -> t.endsWith("PREMIUM")).isPresent()) {
      bill.uncovered("the price book has no premium tier of Dataproc");
    }
    if (cluster.count(CONFIG + "auxiliary_node_groups") > 0) {
      bill.uncovered("the price book has no auxiliary node groups of Dataproc");
    }
    if (cluster.isTrue(
        CONFIG + "gce_cluster_config.confidential_instance_config.enable_confidential_compute")) {
      bill.uncovered("the price book has no price for confidential computing");
    }
  }

  /** Secondary workers are of the workers' machine type, spot unless told otherwise. */
  private static void secondary(Planned cluster, String region, Bill bill) {
    String path = CONFIG + "preemptible_worker_config.";
    if (cluster.isUnknown(path + "preemptibility")
        || cluster.count(path + "instance_flexibility_policy") > 0) {
      bill.uncovered("which machines the secondary workers are is not known");
      return;
    }
    boolean spot =
        !cluster.text(path + "preemptibility").orElse("PREEMPTIBLE").equals("NON_PREEMPTIBLE");
    write(
        cluster,
        path,
        CONFIG + "worker_config.machine_type",
        "secondary worker",
        0,
        region,
        spot,
        bill);
  }

  private static void group(
      Planned cluster,
      String name,
      String words,
      int unset,
      String region,
      boolean spot,
      Bill bill) {
    String path = CONFIG + name;
    write(cluster, path, path + "machine_type", words, unset, region, spot, bill);
  }

  private static void write(
      Planned cluster,
      String path,
      String machinePath,
      String words,
      int unset,
      String region,
      boolean spot,
      Bill bill) {
    Optional<Amount> count =
        cluster.amount(
            path + "num_instances", Optional.of(Amount.of(unset)), Optional.of(MOST_WORKERS), bill);
    if (count.isEmpty() || count.get().isZero()) {
      return;
    }
    if (cluster.isUnknown(machinePath) || cluster.isUnset(machinePath)) {
      bill.uncovered(machinePath + " is not known, and the price depends on it");
      return;
    }
    MachineType machine = MachineType.of(cluster.text(machinePath).orElse(""));
    Fleet fleet = new Fleet(words, region, count.get(), count.get(), bill);
    fleet.machine(machine, spot, words);
    Optional<BigDecimal> cores = machine.cores();
    if (cores.isEmpty()) {
      bill.uncovered("how many vCPU " + Notes.quoted(machine.name()) + " has is not known");
    } else {
      bill.floor(
          words + ", Dataproc fee",
          "dataproc.vcpu.hour",
          PriceBook.GLOBAL,
          cores.get().multiply(count.get().value()).multiply(Month.HOURS),
          count.get().note());
    }
    disks(cluster, path + "disk_config.", fleet, bill);
    Gpus.read(
        cluster,
        path + "accelerators",
        machine.name(),
        "accelerator_type",
        "accelerator_count",
        bill,
        (what, sku, gpus) -> fleet.hourly(what, sku, gpus, ""));
    if (!cluster.isTrue(CONFIG + "gce_cluster_config.internal_ip_only")) {
      fleet.address(spot, "no internal_ip_only is written");
    }
  }

  /**
   * What is not written of a secondary worker's disk is as the workers have it
   * (cloud.google.com/dataproc/docs/concepts/compute/dataproc-pd-ssd and secondary-vms).
   */
  private static void disks(Planned cluster, String path, Fleet fleet, Bill bill) {
    String typePath = written(cluster, path, "boot_disk_type");
    boolean unknown = cluster.isUnknown(typePath);
    String type = unknown ? "pd-ssd" : cluster.text(typePath).orElse("pd-standard");
    String sizePath = written(cluster, path, "boot_disk_size_gb");
    boolean unset = cluster.isUnset(sizePath);
    cluster
        .amount(sizePath, Optional.of(DEFAULT_DISK_GIB), Optional.empty(), bill)
        .ifPresent(
            gib ->
                fleet.disk(
                    type,
                    gib.value(),
                    Notes.join(
                        unset ? "no size is written: 500 GiB are counted" : "",
                        unknown
                            ? typePath + " is known only after apply: pd-ssd is counted"
                            : "")));
    cluster
        .amount(path + "num_local_ssds", Optional.of(Amount.of(0)), Optional.empty(), bill)
        .ifPresent(count -> fleet.localSsd(count.value()));
    if (cluster.count(path + "attached_disk_config") > 0) {
      bill.uncovered("attached disks of Dataproc are not priced");
    }
  }

  private static String written(Planned cluster, String path, String argument) {
    return path.contains("preemptible_worker_config") && cluster.isUnset(path + argument)
        ? CONFIG + "worker_config.disk_config." + argument
        : path + argument;
  }
}
