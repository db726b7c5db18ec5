package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cloud Functions, second generation: a Cloud Run service with request-based billing. Source:
 * cloud.google.com/run/docs/configuring/services/memory-limits, functions.
 */
final class Function2Meter implements Meter {

  private static final Amount DEFAULT_GIB = Amount.of(new BigDecimal("0.25"));
  private static final Amount MOST_GIB = Amount.of(32);

  /**
   * GiB of memory to the vCPU that come with it when no CPU is written:
   * cloud.google.com/functions/docs/configuring/memory, read 2026-11-22.
   */
  private static final TreeMap<BigDecimal, String> VCPU =
      new TreeMap<>(
          Map.of(
              new BigDecimal("0.125"),
              "0.083",
              new BigDecimal("0.25"),
              "0.167",
              new BigDecimal("0.5"),
              "0.333",
              BigDecimal.ONE,
              "0.583",
              BigDecimal.valueOf(2),
              "1",
              BigDecimal.valueOf(4),
              "2",
              BigDecimal.valueOf(8),
              "2",
              BigDecimal.valueOf(16),
              "4",
              BigDecimal.valueOf(32),
              "8"));

  @Override
  public Map<String, String> usageKeys() {
    return RunBill.USAGE;
  }

  @Override
  public void bill(Planned function, Surroundings all, Bill bill) {
    Place place = function.place("location");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    Optional<Amount> gib = memory(function, bill);
    Optional<Amount> vcpu = gib.flatMap(size -> vcpu(function, size, bill));
    Optional<Amount> max =
        function.amount(
            "service_config.max_instance_count",
            Optional.of(RunServiceMeter.DEFAULT_MAX),
            Optional.of(RunServiceMeter.MOST_INSTANCES),
            bill);
    if (max.isEmpty()) {
      return;
    }
    // Zero is how a state writes "not set".
    Amount most = max.get().isZero() ? RunServiceMeter.DEFAULT_MAX : max.get();
    Optional<Amount> min =
        function.amount(
            "service_config.min_instance_count",
            Optional.of(Amount.of(0)),
            Optional.of(most),
            bill);
    if (gib.isEmpty() || vcpu.isEmpty() || min.isEmpty()) {
      return;
    }
    RunBill.write(
        new RunBill.Shape(
            place.region(),
            vcpu.get(),
            gib.get(),
            RunBill.Billing.REQUEST,
            min.get(),
            most.atLeast(min.get().value(), "")),
        bill);
  }

  private static Optional<Amount> memory(Planned function, Bill bill) {
    String path = "service_config.available_memory";
    if (function.isUnknown(path)) {
      return Optional.of(
          MOST_GIB.withNote(path + " is known only after apply: 32 GiB are counted"));
    }
    if (function.isUnset(path)) {
      return Optional.of(DEFAULT_GIB.withNote("no memory is written: 256 MiB"));
    }
    Optional<Amount> size = function.text(path).flatMap(Quantities::gib).map(Amount::of);
    if (size.isEmpty()) {
      bill.uncovered(path + " is no quantity of memory");
    }
    return size;
  }

  private static Optional<Amount> vcpu(Planned function, Amount gib, Bill bill) {
    String path = "service_config.available_cpu";
    if (function.isUnknown(path)) {
      return Optional.of(
          Amount.of(8).withNote(path + " is known only after apply: 8 vCPU are counted"));
    }
    if (!function.isUnset(path)) {
      Optional<Amount> written = function.text(path).flatMap(Quantities::vcpu).map(Amount::of);
      if (written.isEmpty()) {
        bill.uncovered(path + " is no quantity of vCPU");
      }
      return written;
    }
    Map.Entry<BigDecimal, String> with = VCPU.ceilingEntry(gib.value());
    if (with == null) {
      bill.uncovered("there is no function with %s GiB".formatted(gib.value().toPlainString()));
      return Optional.empty();
    }
    return Optional.of(
        new Amount(new BigDecimal(with.getValue()), "the CPU that comes with its memory"));
  }
}
