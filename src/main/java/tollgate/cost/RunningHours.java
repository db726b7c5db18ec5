package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import tollgate.plan.Values;

/**
 * How long a VM runs in a month: as declared, by its schedule, or always.
 *
 * @param hours a month
 * @param note how they were found, or empty text for a VM that always runs
 */
record RunningHours(BigDecimal hours, String note) {

  /**
   * What is counted before a stop that nothing precedes: with a stop schedule alone somebody starts
   * the VM by hand, which no plan can know.
   */
  static final int HOURS_BEFORE_A_STOP = 12;

  /** Where a VM itself says how long somebody means to let it run in a week. */
  private static final String DECLARED = "metadata.tollgate-hours-per-week";

  private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3600);
  private static final BigDecimal MINUTES_AN_HOUR = BigDecimal.valueOf(60);

  static RunningHours of(Planned vm, Surroundings all, Bill bill) {
    if (bill.isDeclared("monthly_hours")) {
      return new RunningHours(bill.declared("monthly_hours").min(Month.HOURS), "hours as declared");
    }
    if (bill.isDeclared("hours_per_week")) {
      return declared(bill.declared("hours_per_week"));
    }
    if (vm.text("desired_status").filter("TERMINATED"::equals).isPresent()) {
      return new RunningHours(BigDecimal.ZERO, "desired_status is TERMINATED");
    }
    Optional<BigDecimal> said = vm.get(DECLARED).number().filter(Planned::isQuantity);
    if (said.isPresent()) {
      return declared(said.get());
    }
    Optional<RunningHours> scheduled = all.scheduleOf(vm).flatMap(RunningHours::weekly);
    if (scheduled.isPresent()) {
      return scheduled.get();
    }
    boolean maybe = all.scheduleOf(vm).isPresent() || !vm.isUnset("resource_policies");
    // What a schedule that nobody knows starts, no longest run ends for good.
    return maybe ? new RunningHours(Month.HOURS, "") : limited(vm);
  }

  private static RunningHours declared(BigDecimal hoursAWeek) {
    BigDecimal weekly = hoursAWeek.min(Month.HOURS_A_WEEK);
    return new RunningHours(
        Month.hoursOfWeekly(weekly),
        weekly.stripTrailingZeros().toPlainString() + " hours a week as declared");
  }

  /** A longest run only ends a run; what starts the VM again is a schedule or somebody's hand. */
  private static RunningHours limited(Planned vm) {
    Optional<BigDecimal> seconds =
        vm.get("scheduling.max_run_duration.seconds").number().filter(Planned::isQuantity);
    Optional<BigDecimal> hours = seconds.map(count -> Month.quotient(count, SECONDS_AN_HOUR));
    return hours
        .filter(few -> few.compareTo(Month.HOURS) < 0)
        .map(few -> new RunningHours(few, "one run of scheduling.max_run_duration a month"))
        .orElseGet(() -> new RunningHours(Month.HOURS, ""));
  }

  /** The hours of an instance_schedule_policy block; empty when it never stops the VM. */
  static Optional<RunningHours> weekly(Values policy) {
    Optional<List<Integer>> stops = minutes(policy, "vm_stop_schedule.schedule");
    if (stops.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<Integer>> starts = minutes(policy, "vm_start_schedule.schedule");
    if (starts.isEmpty() && policy.has("vm_start_schedule")) {
      return Optional.empty();
    }
    int running =
        starts.isPresent() ? between(starts.get(), stops.get()) : beforeStops(stops.get());
    BigDecimal weekly = Month.quotient(BigDecimal.valueOf(running), MINUTES_AN_HOUR);
    return Optional.of(
        new RunningHours(
            Month.hoursOfWeekly(weekly),
            starts.isPresent()
                ? "by its schedule"
                : "nothing starts it by schedule: %d hours before each stop are assumed"
                    .formatted(HOURS_BEFORE_A_STOP)));
  }

  private static Optional<List<Integer>> minutes(Values policy, String path) {
    return policy.get(path).text().flatMap(Cron::minutesOfWeek).filter(list -> !list.isEmpty());
  }

  /** Minutes a week from each start to the next stop, a second start meanwhile changing nothing. */
  private static int between(List<Integer> starts, List<Integer> stops) {
    int running = 0;
    int runsUntil = -1;
    for (int start : starts) {
      int stop = next(stops, start);
      int from = Math.max(start, runsUntil);
      running += Math.max(0, stop - from);
      runsUntil = Math.max(runsUntil, stop);
    }
    return Math.min(running, Cron.WEEK);
  }

  private static int beforeStops(List<Integer> stops) {
    int running = 0;
    int before = stops.get(stops.size() - 1) - Cron.WEEK;
    for (int stop : stops) {
      running += Math.min(stop - before, HOURS_BEFORE_A_STOP * 60);
      before = stop;
    }
    return Math.min(running, Cron.WEEK);
  }

  /** The first stop after a minute, perhaps in the next week. */
  private static int next(List<Integer> stops, int minute) {
    return stops.stream()
        .filter(stop -> stop > minute)
        .findFirst()
        .orElse(stops.get(0) + Cron.WEEK);
  }
}
