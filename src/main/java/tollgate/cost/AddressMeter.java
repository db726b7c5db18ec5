package tollgate.cost;

import java.util.Optional;

/** Reserved addresses. One that nothing uses costs twice as much as one that a VM uses. */
final class AddressMeter implements Meter {

  @Override
  public void bill(Planned address, Surroundings all, Bill bill) {
    if (address.text("address_type").filter("INTERNAL"::equals).isPresent()) {
      bill.free("internal addresses cost nothing");
      return;
    }
    if (address.text("ip_version").filter("IPV6"::equals).isPresent()) {
      bill.free("IPv6 addresses cost nothing");
      return;
    }
    if (address.text("ip_collection").isPresent()) {
      // https://cloud.google.com/vpc/docs/bring-your-own-ip
      bill.free("addresses brought along cost nothing");
      return;
    }
    boolean global = address.type().equals("google_compute_global_address");
    Place place = global ? Place.at(PriceBook.GLOBAL) : address.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    Optional<Names.User> user = all.names().userOf(address);
    if (user.isEmpty()) {
      bill.floor(
          "static external IPv4, unused",
          "compute.ip.static-unused.hour",
          place.region(),
          Month.HOURS,
          address.isUnknown("address_type")
              ? "address_type is known only after apply: an external address is counted"
              : "nothing in these plans uses it");
      return;
    }
    switch (user.get()) {
      case VM -> bill.free("in use by a VM, whose bill has the address");
      case FORWARDING_RULE ->
          bill.floor(
              "static external IPv4 of a forwarding rule",
              "compute.ip.forwarding-rule.hour",
              place.region(),
              Month.HOURS,
              "");
      case NAT ->
          bill.floor(
              "static external IPv4 of a NAT gateway",
              "compute.ip.external.vm.hour",
              place.region(),
              Month.HOURS,
              "");
    }
  }
}
