package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Managed instance groups, zonal and regional: so many VMs as the group or its autoscaler says,
 * each as its template describes it. The prices are those of single VMs.
 */
final class GroupMeter implements Meter {

  private static final Amount MOST_VMS = Amount.of(2000);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned group, Surroundings all, Bill bill) {
    Place place = group.type().contains("_region_") ? group.place("region") : group.place("zone");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    Optional<Planned> template = all.names().templateOf(group);
    if (template.isEmpty() || group.count("version") > 1) {
      bill.uncovered(
          template.isEmpty()
              ? "the instance template is not in these plans, and the price depends on it"
              : "the group has several versions, and how many VMs each has is not known");
      return;
    }
    if (group.get("target_stopped_size").number().filter(n -> n.signum() > 0).isPresent()
        || group.get("target_suspended_size").number().filter(n -> n.signum() > 0).isPresent()) {
      bill.uncovered("stopped and suspended VMs of a group are not priced");
    }
    if (all.names().autoscalerOf(group).isEmpty() && all.names().mayBeSized(group)) {
      bill.uncovered(
          "which group an autoscaler sizes is known only after apply, and it may be this one");
      return;
    }
    Optional<Amount> least = least(group, all, bill);
    Optional<Amount> most = least.flatMap(from -> most(group, all, from, bill));
    if (least.isEmpty() || most.isEmpty()) {
      return;
    }
    vms(
        template.get(),
        new Fleet(
            "group",
            place.region(),
            least.get(),
            most.get().atLeast(least.get().value(), ""),
            bill),
        bill);
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", place.region(), "egress_gib");
  }

  private static Optional<Amount> least(Planned group, Surroundings all, Bill bill) {
    Optional<Planned> autoscaler = autoscaler(group, all);
    if (autoscaler.isEmpty()) {
      return target(group, bill);
    }
    Optional<Amount> least =
        autoscaler
            .get()
            .amount(
                "autoscaling_policy.min_replicas",
                Optional.of(Amount.of(0)),
                Optional.of(MOST_VMS),
                bill);
    // Switched off it leaves the group as large as the group says.
    return autoscaler.get().isUnknown("autoscaling_policy.mode")
        ? least.flatMap(
            from ->
                target(group, bill)
                    .map(
                        size ->
                            from.atLeast(
                                size.value(),
                                "the autoscaler's mode is known only after apply: the dearer one is counted")))
        : least;
  }

  private static Optional<Amount> target(Planned group, Bill bill) {
    return group.amount("target_size", Optional.of(Amount.of(0)), Optional.of(MOST_VMS), bill);
  }

  private static Optional<Amount> most(Planned group, Surroundings all, Amount least, Bill bill) {
    Optional<Planned> autoscaler = autoscaler(group, all);
    return autoscaler.isEmpty()
        ? Optional.of(least)
        : autoscaler
            .get()
            .amount(
                "autoscaling_policy.max_replicas",
                Optional.of(MOST_VMS),
                Optional.of(MOST_VMS),
                bill);
  }

  /** One that is switched off changes nothing. */
  private static Optional<Planned> autoscaler(Planned group, Surroundings all) {
    return all.names()
        .autoscalerOf(group)
        .filter(one -> one.text("autoscaling_policy.mode").filter("OFF"::equals).isEmpty());
  }

  private static void vms(Planned template, Fleet fleet, Bill bill) {
    if (template.isUnknown("machine_type")) {
      bill.uncovered("machine_type is known only after apply, and the price depends on it");
      return;
    }
    boolean spot = InstanceMeter.isSpot(template);
    String machine = template.text("machine_type").orElse("");
    fleet.machine(MachineType.of(machine), spot, "");
    InstanceMeter.extras(template, bill);
    Gpus.read(
        template,
        "guest_accelerator",
        machine,
        "type",
        "count",
        bill,
        (what, sku, count) -> fleet.hourly(what, sku, count, ""));
    if (template.isUnknown("disk")) {
      bill.uncovered("disk is known only after apply, and the price depends on it");
    }
    for (int i = 0; i < template.count("disk"); i++) {
      disk(template, "disk." + i + ".", fleet, bill);
    }
    boolean unknown = template.isUnknown("network_interface.0.access_config");
    int external = unknown ? 1 : 0;
    for (int nic = 0; nic < template.count("network_interface"); nic++) {
      external += template.count("network_interface." + nic + ".access_config");
    }
    for (int i = 0; i < external; i++) {
      fleet.address(spot, unknown ? "access_config is known only after apply: one is counted" : "");
    }
  }

  private static void disk(Planned template, String at, Fleet fleet, Bill bill) {
    String image = template.text(at + "source_image").orElse("");
    if (InstanceMeter.LICENSED.matcher(image.toLowerCase(java.util.Locale.ROOT)).matches()) {
      bill.uncovered("the price book has no licence for the image " + Notes.quoted(image));
    }
    if (!template.isUnset(at + "source")) {
      // A disk that exists by itself has a bill of its own.
      return;
    }
    if (template.text(at + "type").filter("SCRATCH"::equals).isPresent()) {
      fleet.localSsd(BigDecimal.ONE);
      return;
    }
    boolean unknown = template.isUnknown(at + "disk_type");
    String type =
        unknown ? "pd-ssd" : Names.lastPart(template.text(at + "disk_type").orElse("pd-standard"));
    if (!type.matches("pd-(standard|balanced|ssd)")) {
      bill.uncovered("disks " + Notes.quoted(type) + " of a template are not priced");
      return;
    }
    template
        .amount(at + "disk_size_gb", Optional.of(DiskBill.IMAGE_SIZE), Optional.empty(), bill)
        .ifPresent(
            gib ->
                fleet.disk(
                    type,
                    gib.value(),
                    Notes.join(
                        gib.note(),
                        unknown ? "disk_type is known only after apply: pd-ssd is counted" : "")));
  }
}
