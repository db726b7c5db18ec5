package tollgate.cost;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.plan.Attr;

/**
 * Cloud Run services of the older API, {@code google_cloud_run_service}: scale and CPU allocation
 * are annotations of the template (cloud.google.com/run/docs/reference/rest/v1, annotations).
 */
final class RunV1Meter implements Meter {

  private static final String CONTAINERS = "template.spec.containers";
  private static final String REVISION = "template.metadata.annotations";
  private static final String SERVICE = "metadata.annotations";
  private static final String THROTTLING = "run.googleapis.com/cpu-throttling";

  @Override
  public Map<String, String> usageKeys() {
    return RunBill.USAGE;
  }

  @Override
  public void bill(Planned service, Surroundings all, Bill bill) {
    Place place = service.place("location");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (service.isUnknown("template") || service.isUnknown(CONTAINERS)) {
      bill.uncovered("the containers are known only after apply, and the price depends on them");
      return;
    }
    if (service.isUnknown("template.spec.node_selector")
        || service
            .entry("template.spec.node_selector", "run.googleapis.com/accelerator")
            .isKnown()) {
      bill.uncovered("the price book has no GPU of Cloud Run");
    }
    Optional<Amount> vcpu = RunContainers.vcpu(service, CONTAINERS, bill);
    Optional<Amount> gib = RunContainers.gib(service, CONTAINERS, bill);
    Optional<Amount> max = most(service, bill);
    Optional<Amount> min = least(service, max, bill);
    if (vcpu.isEmpty() || gib.isEmpty() || max.isEmpty() || min.isEmpty()) {
      return;
    }
    RunBill.write(
        new RunBill.Shape(
            place.region(),
            vcpu.get(),
            gib.get(),
            billing(service),
            min.get(),
            max.get().atLeast(min.get().value(), "")),
        bill);
  }

  private static RunBill.Billing billing(Planned service) {
    Attr throttling = service.entry(REVISION, THROTTLING);
    if (throttling.isUnknown()) {
      return RunBill.Billing.EITHER;
    }
    return throttling.isFalse() ? RunBill.Billing.INSTANCE : RunBill.Billing.REQUEST;
  }

  /** The lower of the two limits that are set; Google's default when none is. */
  private static Optional<Amount> most(Planned service, Bill bill) {
    Amount unset = RunServiceMeter.DEFAULT_MAX;
    Optional<Amount> ofRevision =
        scale(
            service,
            REVISION,
            "autoscaling.knative.dev/maxScale",
            unset,
            RunServiceMeter.MOST_INSTANCES,
            bill);
    Optional<Amount> ofService =
        scale(
            service,
            SERVICE,
            "run.googleapis.com/maxScale",
            RunServiceMeter.MOST_INSTANCES,
            RunServiceMeter.MOST_INSTANCES,
            bill);
    return ofRevision.flatMap(
        revision ->
            ofService.map(
                whole -> whole.value().compareTo(revision.value()) < 0 ? whole : revision));
  }

  private static Optional<Amount> least(Planned service, Optional<Amount> max, Bill bill) {
    Amount most = max.orElse(RunServiceMeter.MOST_INSTANCES);
    Amount highest = Amount.of(0);
    for (List<String> at :
        List.of(
            List.of(REVISION, "autoscaling.knative.dev/minScale"),
            List.of(SERVICE, "run.googleapis.com/minScale"))) {
      Optional<Amount> one = scale(service, at.get(0), at.get(1), Amount.of(0), most, bill);
      if (one.isEmpty()) {
        return one;
      }
      highest = one.get().value().compareTo(highest.value()) > 0 ? one.get() : highest;
    }
    return Optional.of(highest);
  }

  private static Optional<Amount> scale(
      Planned service, String map, String key, Amount unset, Amount most, Bill bill) {
    Attr attr = service.entry(map, key);
    if (attr.isUnknown()) {
      return Optional.of(
          most.withNote(key + " is known only after apply: the most that is allowed is counted"));
    }
    if (attr.isAbsent()) {
      return Optional.of(unset);
    }
    Optional<BigDecimal> number = attr.number().filter(Planned::isQuantity);
    if (number.isEmpty()) {
      bill.uncovered(
          "%s is %s, which is no quantity".formatted(key, Notes.quoted(attr.text().orElse(""))));
    }
    return number.map(Amount::of);
  }
}
