package tollgate.cost;

import java.math.BigDecimal;

/**
 * A number of equal VMs that something else makes: a node pool, a cluster, a group. What the least
 * number costs is the floor, what the largest adds is the ceiling.
 *
 * @param words what they are: {@code node pool main}
 * @param least VMs that always stand
 * @param most VMs at most, not below {@code least}
 */
record Fleet(String words, String region, Amount least, Amount most, Bill bill) {

  private static final BigDecimal LOCAL_SSD_GIB = BigDecimal.valueOf(375);

  void machine(MachineType machine, boolean spot, String note) {
    machine.bill(
        Basis.FLOOR, region, least.value().multiply(Month.HOURS), spot, noted(least, note), bill);
    machine.bill(
        Basis.CEILING, region, more().multiply(Month.HOURS), spot, noted(most, note), bill);
  }

  /** Persistent disks of one VM. */
  void disk(String type, BigDecimal gib, String note) {
    each("disk " + type, "compute.disk.%s.gib-month".formatted(type), gib, note);
  }

  /** Local SSDs of one VM, 375 GiB each. */
  void localSsd(BigDecimal count) {
    each("local SSD", "compute.disk.local-ssd.gib-month", count.multiply(LOCAL_SSD_GIB), "");
  }

  /** Something that is billed by the hour, so many of it on one VM. */
  void hourly(String what, String sku, BigDecimal count, String note) {
    each(what, sku, count.multiply(Month.HOURS), note);
  }

  /** The external address of each VM. */
  void address(boolean spot, String note) {
    String cheap = "compute.ip.external.spot-vm.hour";
    boolean priced = spot && !bill.book().find(cheap, region).isEmpty();
    hourly("external IPv4", priced ? cheap : "compute.ip.external.vm.hour", BigDecimal.ONE, note);
  }

  private void each(String what, String sku, BigDecimal quantity, String note) {
    bill.floor(
        words + ", " + what, sku, region, quantity.multiply(least.value()), noted(least, note));
    bill.ceiling(words + ", " + what, sku, region, quantity.multiply(more()), noted(most, note));
  }

  private BigDecimal more() {
    return most.value().subtract(least.value()).max(BigDecimal.ZERO);
  }

  private String noted(Amount count, String note) {
    String number = count.value().stripTrailingZeros().toPlainString();
    String words = number + (number.equals("1") ? " VM" : " VMs");
    return Notes.join(words, count.note(), note);
  }
}
