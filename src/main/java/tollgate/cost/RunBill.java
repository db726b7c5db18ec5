package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The bill of a Cloud Run service, whichever API it was written for.
 *
 * <p>With CPU always allocated (instance-based billing) every instance costs its vCPU and memory as
 * long as it stands. With CPU during requests only (request-based billing) an idle minimum instance
 * costs a lower price, and an active second the full one. Source: cloud.google.com/run/pricing.
 */
final class RunBill {

  /** What can be declared for a service. */
  static final Map<String, String> USAGE =
      Map.of(
          "requests", "requests a month",
          "seconds_per_request", "how long one request takes; 1 if not given",
          "requests_at_once", "requests that share an instance at a time; 1 if not given",
          "instance_hours", "hours of instances beyond the minimum, always allocated billing",
          "egress_gib", "GiB sent to the internet");

  /** How instances are billed. */
  enum Billing {
    INSTANCE,
    REQUEST,
    /** Known only after apply. */
    EITHER
  }

  /**
   * @param vcpu of one instance, all containers together
   * @param gib of one instance, all containers together
   * @param min instances that always stand
   * @param max instances at most, not below {@code min}
   */
  record Shape(String region, Amount vcpu, Amount gib, Billing billing, Amount min, Amount max) {}

  private RunBill() {}

  static void write(Shape shape, Bill bill) {
    switch (shape.billing()) {
      case INSTANCE -> alwaysAllocated(shape, bill);
      case REQUEST -> duringRequests(shape, bill);
      case EITHER ->
          bill.costliest(
              "whether CPU is always allocated is known only after apply: the dearer way is"
                  + " counted",
              List.of(b -> alwaysAllocated(shape, b), b -> duringRequests(shape, b)));
    }
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", shape.region(), "egress_gib");
  }

  private static void alwaysAllocated(Shape shape, Bill bill) {
    BigDecimal standing = shape.min().value().multiply(Month.SECONDS);
    BigDecimal beyond =
        bill.declared("instance_hours")
            .multiply(BigDecimal.valueOf(3600))
            .max(activeSeconds(bill).subtract(standing))
            .max(BigDecimal.ZERO);
    BigDecimal most = shape.max().value().multiply(Month.SECONDS).subtract(standing).max(beyond);
    for (Part part : parts(shape)) {
      String sku = part.sku("instance");
      String what = part.what() + ", always allocated";
      bill.floor(
          what + times(shape.min()),
          sku,
          shape.region(),
          part.size().multiply(standing),
          Notes.join(part.note(), shape.min().note()));
      bill.usage(
          what + ", instances beyond the minimum",
          sku,
          shape.region(),
          part.size().multiply(beyond),
          part.note());
      bill.ceiling(
          what + ", up to" + times(shape.max()),
          sku,
          shape.region(),
          part.size().multiply(most.subtract(beyond)),
          Notes.join(part.note(), shape.max().note()));
    }
  }

  private static void duringRequests(Shape shape, Bill bill) {
    BigDecimal standing = shape.min().value().multiply(Month.SECONDS);
    BigDecimal active = activeSeconds(bill);
    BigDecimal most = shape.max().value().multiply(Month.SECONDS).max(active);
    BigDecimal noLongerIdle = standing.min(active);
    for (Part part : parts(shape)) {
      String idleSku = part.sku("min-instance");
      String activeSku = part.sku("request");
      bill.floor(
          part.what() + ", idle minimum" + times(shape.min()),
          idleSku,
          shape.region(),
          part.size().multiply(standing),
          Notes.join(part.note(), shape.min().note()));
      bill.usage(
          part.what() + ", while requests run",
          activeSku,
          shape.region(),
          part.size().multiply(active),
          part.note());
      bill.ceiling(
          part.what() + ", requests all month, up to" + times(shape.max()),
          activeSku,
          shape.region(),
          part.size().multiply(most.subtract(active)),
          Notes.join(part.note(), shape.max().note()));
      // A second is either idle or active: what became active is not idle any more.
      instead(Basis.USAGE, part, idleSku, shape.region(), noLongerIdle, bill);
      instead(Basis.CEILING, part, idleSku, shape.region(), standing.subtract(noLongerIdle), bill);
    }
    bill.declared("requests", "run.requests.1m", shape.region(), "requests", 1_000_000);
  }

  private static void instead(
      Basis basis, Part part, String sku, String region, BigDecimal seconds, Bill bill) {
    bill.line(
        basis,
        part.what() + ", no longer idle",
        sku,
        region,
        part.size().multiply(seconds).negate(),
        "counted as idle in the floor");
  }

  private static BigDecimal activeSeconds(Bill bill) {
    BigDecimal seconds = orOne(bill.declared("seconds_per_request"));
    BigDecimal together = orOne(bill.declared("requests_at_once"));
    return Month.quotient(bill.declared("requests").multiply(seconds), together);
  }

  private static BigDecimal orOne(BigDecimal declared) {
    return declared.signum() == 0 ? BigDecimal.ONE : declared;
  }

  private static String times(Amount instances) {
    String count = instances.value().stripTrailingZeros().toPlainString();
    return " " + count + (count.equals("1") ? " instance" : " instances");
  }

  private record Part(String name, String unit, String what, BigDecimal size, String note) {
    String sku(String kind) {
      return "run.%s.%s.%s".formatted(name, kind, unit);
    }
  }

  private static List<Part> parts(Shape shape) {
    return List.of(
        new Part(
            "cpu",
            "vcpu-second",
            "CPU %s vCPU".formatted(shape.vcpu().value().stripTrailingZeros().toPlainString()),
            shape.vcpu().value(),
            shape.vcpu().note()),
        new Part(
            "memory",
            "gib-second",
            "Memory %s GiB"
                .formatted(
                    shape
                        .gib()
                        .value()
                        .round(new java.math.MathContext(5))
                        .stripTrailingZeros()
                        .toPlainString()),
            shape.gib().value(),
            shape.gib().note()));
  }
}
