package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cloud Functions, first generation: invocations, and memory and CPU while they run. The CPU comes
 * with the memory. Source: cloud.google.com/functions/pricing-1stgen, compute time.
 */
final class FunctionMeter implements Meter {

  /** MB of memory to GHz of CPU. */
  private static final TreeMap<Integer, String> GHZ =
      new TreeMap<>(
          Map.of(
              128, "0.2", 256, "0.4", 512, "0.8", 1024, "1.4", 2048, "2.4", 4096, "4.8", 8192,
              "4.8"));

  private static final BigDecimal MB_A_GB = BigDecimal.valueOf(1024);

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "invocations", "invocations",
        "seconds_per_invocation", "how long one takes; 1 if not given",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned function, Surroundings all, Bill bill) {
    Place place = function.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (function.isUnknown("min_instances")
        || function.get("min_instances").number().filter(n -> n.signum() > 0).isPresent()) {
      bill.uncovered("the price book has no idle minimum instances of first generation functions");
    }
    Optional<Amount> memory =
        function.amount(
            "available_memory_mb", Optional.of(Amount.of(256)), Optional.of(Amount.of(8192)), bill);
    if (memory.isEmpty()) {
      return;
    }
    BigDecimal mb = memory.get().value();
    Map.Entry<Integer, String> size =
        mb.compareTo(BigDecimal.valueOf(8192)) > 0 ? null : GHZ.ceilingEntry(mb.intValue());
    if (size == null) {
      bill.uncovered("there is no function with %s MB of memory".formatted(mb.toPlainString()));
      return;
    }
    BigDecimal seconds =
        bill.declared("invocations")
            .multiply(
                bill.isDeclared("seconds_per_invocation")
                    ? bill.declared("seconds_per_invocation")
                    : BigDecimal.ONE);
    bill.declared(
        "invocations", "functions.gen1.invocations.1m", place.region(), "invocations", 1_000_000);
    bill.usage(
        "CPU %s GHz while it runs".formatted(size.getValue()),
        "functions.gen1.cpu.ghz-second",
        place.region(),
        new BigDecimal(size.getValue()).multiply(seconds),
        memory.get().note());
    bill.usage(
        "memory %d MB while it runs".formatted(size.getKey()),
        "functions.gen1.memory.gb-second",
        place.region(),
        BigDecimal.valueOf(size.getKey()).divide(MB_A_GB).multiply(seconds),
        memory.get().note());
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", place.region(), "egress_gib");
  }
}
