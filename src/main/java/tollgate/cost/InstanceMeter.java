package tollgate.cost;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Compute Engine VMs: the machine and its external address while it runs, its disks all month.
 * Prices are before sustained-use discounts.
 */
final class InstanceMeter implements Meter {

  private static final BigDecimal LOCAL_SSD_GIB = BigDecimal.valueOf(375);

  /** Images whose publisher is paid by the hour; the book has no licence prices. */
  static final Pattern LICENSED =
      Pattern.compile(
          ".*(windows|rhel|sles|suse-sap|sql-(ent|std|web)|ubuntu-.*pro|ubuntu-os-pro).*");

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "monthly_hours", "hours the VM runs a month, at most 730",
        "hours_per_week", "hours the VM runs a week, at most 168",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned vm, Surroundings all, Bill bill) {
    Place place = vm.place("zone");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    String region = place.region();
    RunningHours running = RunningHours.of(vm, all, bill);
    boolean spot = isSpot(vm);
    machine(vm, region, running, spot, bill);
    gpus(vm, region, running, bill);
    addresses(vm, region, running, spot, bill);
    bootDisk(vm, all, region, bill);
    scratchDisks(vm, region, running, bill);
    extras(vm, bill);
    bill.declared("egress to the internet", "network.egress.internet.gib", region, "egress_gib");
  }

  /** What is paid for on top of the machine, and has no price in the book. */
  static void extras(Planned vm, Bill bill) {
    String confidential = "confidential_instance_config.enable_confidential_compute";
    if (vm.isTrue(confidential) || vm.isUnknown(confidential)) {
      bill.uncovered("the price book has no price for confidential computing");
    }
    if (vm.text("network_performance_config.total_egress_bandwidth_tier")
        .filter("TIER_1"::equals)
        .isPresent()) {
      bill.uncovered("the price book has no Tier 1 networking");
    }
    if (vm.count("scheduling.node_affinities") > 0) {
      bill.uncovered("the price book has no sole-tenant nodes");
    }
  }

  static boolean isSpot(Planned vm) {
    return vm.isTrue("scheduling.preemptible")
        || vm.text("scheduling.provisioning_model").filter("SPOT"::equals).isPresent();
  }

  private static void machine(
      Planned vm, String region, RunningHours running, boolean spot, Bill bill) {
    if (vm.isUnknown("machine_type")) {
      bill.uncovered("machine_type is known only after apply, and the price depends on it");
      return;
    }
    MachineType machine = MachineType.of(vm.text("machine_type").orElse(""));
    machine.bill(Basis.FLOOR, region, running.hours(), spot, running.note(), bill);
    machine.bill(
        Basis.CEILING,
        region,
        Month.HOURS.subtract(running.hours()),
        spot,
        "if it never stops",
        bill);
  }

  private static void gpus(Planned vm, String region, RunningHours running, Bill bill) {
    Gpus.read(
        vm,
        "guest_accelerator",
        vm.text("machine_type").orElse(""),
        "type",
        "count",
        bill,
        (what, sku, count) -> {
          bill.floor(what, sku, region, count.multiply(running.hours()), running.note());
          bill.ceiling(
              what,
              sku,
              region,
              count.multiply(Month.HOURS.subtract(running.hours())),
              "if it never stops");
        });
  }

  private static void addresses(
      Planned vm, String region, RunningHours running, boolean spot, Bill bill) {
    long external = 0;
    String unknown = "";
    for (int nic = 0; nic < Math.max(1, vm.count("network_interface")); nic++) {
      String configs = "network_interface." + nic + ".access_config";
      boolean one = vm.isUnknown(configs);
      external += one ? 1 : vm.count(configs);
      unknown = one ? "access_config is known only after apply: one address is counted" : unknown;
    }
    if (external == 0) {
      return;
    }
    String forSpot = "compute.ip.external.spot-vm.hour";
    boolean spotPrice = spot && !bill.book().find(forSpot, region).isEmpty();
    String sku = spotPrice ? forSpot : "compute.ip.external.vm.hour";
    String note =
        Notes.join(
            unknown,
            spot && !spotPrice
                ? "no price for spot VMs in this region: the full one is counted"
                : "");
    BigDecimal count = BigDecimal.valueOf(external);
    bill.floor(
        "external IPv4",
        sku,
        region,
        running.hours().multiply(count),
        Notes.join(running.note(), note));
    bill.ceiling(
        "external IPv4",
        sku,
        region,
        Month.HOURS.subtract(running.hours()).multiply(count),
        Notes.join("if it never stops", note));
  }

  private static void bootDisk(Planned vm, Surroundings all, String region, Bill bill) {
    String disk = "boot_disk.initialize_params";
    if (all.names().isDiskOfItsOwn(vm)) {
      // The disk is a resource of its own, with a bill of its own.
      return;
    }
    String image = vm.text(disk + ".image").orElse("").toLowerCase(Locale.ROOT);
    if (LICENSED.matcher(image).matches()) {
      bill.uncovered("the price book has no licence for the image " + Notes.quoted(image));
    }
    new DiskBill(vm, disk + ".type", disk + ".size", disk + ".provisioned_iops", "boot disk")
        .write(region, false, Optional.of(DiskBill.IMAGE_SIZE), bill);
  }

  private static void scratchDisks(Planned vm, String region, RunningHours running, Bill bill) {
    if (vm.isUnknown("scratch_disk")) {
      bill.uncovered("scratch_disk is known only after apply, and local SSDs are billed");
    }
    BigDecimal gib = BigDecimal.ZERO;
    for (int i = 0; i < vm.count("scratch_disk"); i++) {
      Optional<Amount> size =
          vm.amount(
              "scratch_disk." + i + ".size",
              Optional.of(Amount.of(LOCAL_SSD_GIB)),
              Optional.empty(),
              bill);
      gib = gib.add(size.map(Amount::value).orElse(BigDecimal.ZERO));
    }
    // Local SSD is given back when the VM stops.
    BigDecimal share = Month.quotient(running.hours(), Month.HOURS);
    bill.floor(
        "local SSD",
        "compute.disk.local-ssd.gib-month",
        region,
        gib.multiply(share),
        running.note());
    bill.ceiling(
        "local SSD",
        "compute.disk.local-ssd.gib-month",
        region,
        gib.multiply(BigDecimal.ONE.subtract(share)),
        "if it never stops");
  }
}
