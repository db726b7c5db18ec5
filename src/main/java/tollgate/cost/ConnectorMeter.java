package tollgate.cost;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Serverless VPC Access connectors: billed as the VMs they are made of, which are never fewer than
 * two and never scale down. Defaults: the API's throughput of 200 to 300 Mbps, 100 for each
 * instance (cloud.google.com/vpc/docs/reference/vpcaccess, connectors).
 */
final class ConnectorMeter implements Meter {

  private static final BigDecimal LEAST = BigDecimal.valueOf(2);
  private static final Amount MOST = Amount.of(10);
  private static final BigDecimal MBPS_AN_INSTANCE = BigDecimal.valueOf(100);

  @Override
  public void bill(Planned connector, Surroundings all, Bill bill) {
    Place place = connector.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    boolean unknown = connector.isUnknown("machine_type");
    String machine = unknown ? "e2-standard-4" : connector.text("machine_type").orElse("e2-micro");
    String note = unknown ? "machine_type is known only after apply: the largest is counted" : "";
    Optional<Amount> min = instances(connector, "min", Amount.of(2), bill);
    Optional<Amount> max = instances(connector, "max", Amount.of(3), bill);
    if (min.isEmpty() || max.isEmpty()) {
      return;
    }
    Amount standing = min.get().atLeast(LEAST, "");
    BigDecimal more = max.get().value().subtract(standing.value()).max(BigDecimal.ZERO);
    String sku = "vpcaccess.connector.%s.hour".formatted(machine);
    bill.floor(
        "VPC connector %s x %s".formatted(standing.value().toPlainString(), machine),
        sku,
        place.region(),
        standing.value().multiply(Month.HOURS),
        Notes.join(note, standing.note()));
    bill.ceiling(
        "VPC connector scaled up to %s x %s".formatted(max.get().value().toPlainString(), machine),
        sku,
        place.region(),
        more.multiply(Month.HOURS),
        Notes.join(note, max.get().note(), "a connector never scales down again"));
  }

  private static Optional<Amount> instances(
      Planned connector, String end, Amount unset, Bill bill) {
    String count = end + "_instances";
    String throughput = end + "_throughput";
    Optional<Amount> written =
        connector.amount(count, Optional.of(Amount.of(0)), Optional.of(MOST), bill);
    if (written.isEmpty() || !written.get().isZero()) {
      return written;
    }
    Optional<Amount> mbps =
        connector.amount(throughput, Optional.of(Amount.of(0)), Optional.of(Amount.of(1000)), bill);
    return mbps.map(
        amount ->
            amount.isZero()
                ? unset
                : new Amount(
                    amount.value().divide(MBPS_AN_INSTANCE, 0, RoundingMode.CEILING),
                    amount.note()));
  }
}
