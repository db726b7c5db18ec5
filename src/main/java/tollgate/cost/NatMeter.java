package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;

/**
 * Cloud NAT: an hourly charge for each VM that goes through it, up to 32, its external address, and
 * what it carries.
 */
final class NatMeter implements Meter {

  /** From this many VMs on the gateway has one price (network.nat.gateway-max.hour). */
  private static final BigDecimal MOST_VMS = BigDecimal.valueOf(32);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "assigned_vms", "VMs and connected services that use the gateway",
        "data_gib", "GiB that go through the gateway");
  }

  @Override
  public void bill(Planned nat, Surroundings all, Bill bill) {
    if (nat.text("type").filter("PRIVATE"::equals).isPresent()) {
      bill.uncovered("the price book has no private NAT");
      return;
    }
    Place place = nat.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    boolean declared = bill.isDeclared("assigned_vms");
    BigDecimal vms =
        declared
            ? bill.declared("assigned_vms")
            : BigDecimal.valueOf(all.vmsWithoutAddress(place.region()));
    BigDecimal billed = vms.min(MOST_VMS);
    bill.floor(
        "NAT gateway for %s VMs".formatted(billed.toPlainString()),
        "network.nat.vm-hour",
        place.region(),
        billed.multiply(Month.HOURS),
        declared ? "as declared" : "the VMs without an address in this region");
    bill.ceiling(
        "NAT gateway for 32 VMs",
        "network.nat.vm-hour",
        place.region(),
        MOST_VMS.subtract(billed).multiply(Month.HOURS),
        "");
    if (!nat.text("nat_ip_allocate_option").filter("MANUAL_ONLY"::equals).isPresent()) {
      bill.floor(
          "external IPv4 of the NAT gateway",
          "compute.ip.external.vm.hour",
          place.region(),
          Month.HOURS,
          "allocated by Google; one is counted");
    }
    bill.declared("NAT data", "network.nat.data.gib", place.region(), "data_gib");
  }
}
