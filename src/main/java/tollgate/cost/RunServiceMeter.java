package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cloud Run services ({@code google_cloud_run_v2_service}) and worker pools. */
final class RunServiceMeter implements Meter {

  private static final String CONTAINERS = "template.containers";

  /** cloud.google.com/run/docs/configuring/max-instances: 100 a revision when nothing is set. */
  static final Amount DEFAULT_MAX =
      Amount.of(100).withNote("no maximum is set: Google's default of 100 instances is counted");

  /**
   * The baseline of the regional quota: cloud.google.com/run/docs/configuring/max-instances-limits.
   */
  static final Amount MOST_INSTANCES = Amount.of(1000);

  @Override
  public Map<String, String> usageKeys() {
    return RunBill.USAGE;
  }

  @Override
  public void bill(Planned service, Surroundings all, Bill bill) {
    List<String> regions = regions(service, bill);
    if (regions.isEmpty()) {
      return;
    }
    if (service.isUnknown("template") || service.isUnknown(CONTAINERS)) {
      bill.uncovered("the containers are known only after apply, and the price depends on them");
      return;
    }
    Optional<Amount> vcpu = RunContainers.vcpu(service, CONTAINERS, bill);
    Optional<Amount> gib = RunContainers.gib(service, CONTAINERS, bill);
    Optional<Instances> instances = instances(service, bill);
    gpu(service, bill);
    if (vcpu.isEmpty() || gib.isEmpty() || instances.isEmpty()) {
      return;
    }
    for (String region : regions) {
      RunBill.write(
          new RunBill.Shape(
              region,
              vcpu.get(),
              gib.get(),
              billing(service),
              instances.get().min(),
              instances.get().max()),
          bill);
    }
  }

  /** One region, or each of those that a multi-region service stands in. */
  private static List<String> regions(Planned service, Bill bill) {
    String several = "multi_region_settings.regions";
    if (service.count("multi_region_settings") > 0 && service.isUnknown(several)) {
      bill.uncovered("the regions are known only after apply, and each of them is billed");
      return List.of();
    }
    List<String> regions = new ArrayList<>();
    int count = service.get(several).node().map(JsonNode::size).orElse(0);
    for (int i = 0; i < count; i++) {
      service.text(several + "." + i).ifPresent(regions::add);
    }
    if (regions.size() < count) {
      bill.uncovered("the regions are known only after apply, and each of them is billed");
      return List.of();
    }
    if (regions.isEmpty()) {
      Place place = service.place("location");
      if (!place.isKnown()) {
        bill.uncovered(place.problem());
        return List.of();
      }
      regions.add(place.region());
    }
    return regions;
  }

  /**
   * CPU is throttled between requests by default, but only as long as no resources block is
   * written; in a written block an unset cpu_idle means always allocated (documentation of the
   * provider's argument cpu_idle).
   */
  private static RunBill.Billing billing(Planned service) {
    if (service.type().equals("google_cloud_run_v2_worker_pool")) {
      return RunBill.Billing.INSTANCE;
    }
    boolean either = false;
    for (int i = 0; i < service.count(CONTAINERS); i++) {
      String resources = CONTAINERS + "." + i + ".resources";
      String idle = resources + ".cpu_idle";
      if (service.isUnknown(resources) || service.isUnknown(idle)) {
        either = true;
      } else if (service.count(resources) > 0 && !service.isTrue(idle)) {
        return RunBill.Billing.INSTANCE;
      }
    }
    return either ? RunBill.Billing.EITHER : RunBill.Billing.REQUEST;
  }

  private record Instances(Amount min, Amount max) {
    private static final String EITHER =
        "the scaling mode is known only after apply: the dearer one is counted";

    Instances orDearer(Instances other) {
      return new Instances(
          other.min().atLeast(min.value(), EITHER), other.max().atLeast(max.value(), EITHER));
    }
  }

  private static Optional<Instances> instances(Planned service, Bill bill) {
    boolean pool = service.type().equals("google_cloud_run_v2_worker_pool");
    if (pool || service.text("scaling.scaling_mode").filter("MANUAL"::equals).isPresent()) {
      return byHand(service, bill);
    }
    return service.isUnknown("scaling.scaling_mode")
        ? byHand(service, bill)
            .flatMap(hand -> scaled(service, bill).map(auto -> hand.orDearer(auto)))
        : scaled(service, bill);
  }

  private static Optional<Instances> byHand(Planned service, Bill bill) {
    Optional<Amount> fixed =
        service.amount(
            "scaling.manual_instance_count",
            // A pool without a count runs one instance, as the console's default is.
            Optional.of(Amount.of(1)),
            Optional.of(MOST_INSTANCES),
            bill);
    return fixed.map(count -> new Instances(count, count));
  }

  private static Optional<Instances> scaled(Planned service, Bill bill) {
    Optional<Amount> max =
        limit(
            service,
            bill,
            Amount.of(0),
            MOST_INSTANCES,
            "scaling.max_instance_count",
            "template.scaling.max_instance_count");
    if (max.isEmpty()) {
      return Optional.empty();
    }
    Amount most = max.get().isZero() ? DEFAULT_MAX : max.get();
    Optional<Amount> ofService =
        service.amount(
            "scaling.min_instance_count", Optional.of(Amount.of(0)), Optional.of(most), bill);
    Optional<Amount> ofRevision =
        service.amount(
            "template.scaling.min_instance_count",
            Optional.of(Amount.of(0)),
            Optional.of(most),
            bill);
    if (ofService.isEmpty() || ofRevision.isEmpty()) {
      return Optional.empty();
    }
    Amount min =
        ofService.get().value().compareTo(ofRevision.get().value()) >= 0
            ? ofService.get()
            : ofRevision.get();
    return Optional.of(new Instances(min, most.atLeast(min.value(), "")));
  }

  /** The lowest of the limits that are set; {@code unset} when none is. */
  private static Optional<Amount> limit(
      Planned service, Bill bill, Amount unset, Amount most, String... paths) {
    Amount lowest = unset;
    for (String path : paths) {
      Optional<Amount> one =
          service.amount(path, Optional.of(Amount.of(0)), Optional.of(most), bill);
      if (one.isEmpty()) {
        return one;
      }
      // Zero is how a state writes "not set".
      boolean lower = lowest.isZero() || one.get().value().compareTo(lowest.value()) < 0;
      if (!one.get().isZero() && lower) {
        lowest = one.get();
      }
    }
    return Optional.of(lowest);
  }

  private static void gpu(Planned service, Bill bill) {
    if (service.isUnknown("template.node_selector")
        || !service.isUnset("template.node_selector.accelerator")) {
      bill.uncovered("the price book has no GPU of Cloud Run");
    }
  }
}
