package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** Cloud Run jobs: billed while a task runs, at the price of always allocated instances. */
final class RunJobMeter implements Meter {

  private static final String CONTAINERS = "template.template.containers";

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "executions", "executions a month",
        "seconds_per_task", "how long one task takes; 60, the least that is billed, if not given",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned job, Surroundings all, Bill bill) {
    Place place = job.place("location");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (job.isUnknown("template") || job.isUnknown(CONTAINERS)) {
      bill.uncovered("the containers are known only after apply, and the price depends on them");
      return;
    }
    String gpu = "template.template.node_selector";
    if (job.isUnknown(gpu) || !job.isUnset(gpu + ".accelerator")) {
      bill.uncovered("the price book has no GPU of Cloud Run");
    }
    Optional<Amount> vcpu = RunContainers.vcpu(job, CONTAINERS, bill);
    Optional<Amount> gib = RunContainers.gib(job, CONTAINERS, bill);
    Optional<Amount> tasks =
        job.amount(
            "template.task_count", Optional.of(Amount.of(1)), Optional.of(Amount.of(10_000)), bill);
    if (vcpu.isEmpty() || gib.isEmpty() || tasks.isEmpty()) {
      return;
    }
    // A task is billed for a minute at least: cloud.google.com/run/pricing, jobs.
    BigDecimal seconds =
        bill.declared("executions")
            .multiply(tasks.get().value())
            .multiply(bill.declared("seconds_per_task").max(BigDecimal.valueOf(60)));
    bill.usage(
        "CPU %s vCPU while tasks run".formatted(vcpu.get().value().toPlainString()),
        "run.cpu.instance.vcpu-second",
        place.region(),
        vcpu.get().value().multiply(seconds),
        Notes.join(vcpu.get().note(), tasks.get().note()));
    bill.usage(
        "memory while tasks run",
        "run.memory.instance.gib-second",
        place.region(),
        gib.get().value().multiply(seconds),
        Notes.join(gib.get().note(), tasks.get().note()));
    bill.declared(
        "egress to the internet", "network.egress.internet.gib", place.region(), "egress_gib");
  }
}
