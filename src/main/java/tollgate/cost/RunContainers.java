package tollgate.cost;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.Function;

/** What the containers of a Cloud Run service or job get, all together. */
final class RunContainers {

  /** What Google gives a container whose limits nobody wrote. */
  private static final Amount DEFAULT_VCPU = Amount.of(1);

  private static final Amount DEFAULT_GIB = Amount.of(new BigDecimal("0.5"));

  /**
   * The largest container: cloud.google.com/run/docs/configuring/services/cpu and memory-limits.
   */
  private static final BigDecimal MOST_VCPU = BigDecimal.valueOf(8);

  private static final BigDecimal MOST_GIB = BigDecimal.valueOf(32);

  private RunContainers() {}

  /** vCPU of one instance; empty when a limit is no quantity, and the bill says so. */
  static Optional<Amount> vcpu(Planned run, String containers, Bill bill) {
    return sum(run, containers, bill, "cpu", DEFAULT_VCPU, MOST_VCPU, Quantities::vcpu);
  }

  /** GiB of memory of one instance; empty when a limit is no quantity, and the bill says so. */
  static Optional<Amount> gib(Planned run, String containers, Bill bill) {
    return sum(run, containers, bill, "memory", DEFAULT_GIB, MOST_GIB, Quantities::gib);
  }

  private static Optional<Amount> sum(
      Planned run,
      String containers,
      Bill bill,
      String limit,
      Amount unset,
      BigDecimal most,
      Function<String, Optional<BigDecimal>> parse) {
    Amount sum = Amount.of(0);
    int count = Math.max(1, run.count(containers));
    for (int i = 0; i < count; i++) {
      String path = containers + "." + i + ".resources.limits." + limit;
      Amount one = unset;
      if (run.isUnknown(path)) {
        one =
            Amount.of(most)
                .withNote(
                    limit + " is known only after apply: the most that is allowed is counted");
      } else if (!run.isUnset(path)) {
        Optional<BigDecimal> written = run.text(path).flatMap(parse);
        if (written.isEmpty()) {
          bill.uncovered(
              "%s is %s, which is no quantity"
                  .formatted(path, Notes.quoted(run.text(path).orElse(""))));
          return Optional.empty();
        }
        one = Amount.of(written.get());
      }
      sum = new Amount(sum.value().add(one.value()), Notes.join(sum.note(), one.note()));
    }
    return Optional.of(sum);
  }
}
