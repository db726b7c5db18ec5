package tollgate.cost;

import java.util.Map;
import java.util.Optional;

/** Cloud Build triggers: minutes of builds by machine. Source: cloud.google.com/build/pricing. */
final class BuildMeter implements Meter {

  private static final Map<String, String> SKUS =
      Map.of(
          "", "cloudbuild.e2-medium.build-minute",
          "UNSPECIFIED", "cloudbuild.e2-medium.build-minute",
          "E2_MEDIUM", "cloudbuild.e2-medium.build-minute",
          "E2_HIGHCPU_8", "cloudbuild.e2-highcpu-8.build-minute");

  @Override
  public Map<String, String> usageKeys() {
    return Map.of("build_minutes", "minutes of builds");
  }

  @Override
  public void bill(Planned trigger, Surroundings all, Bill bill) {
    String path = "build.options.machine_type";
    String machine = trigger.text(path).orElse("");
    Optional<String> sku = Optional.ofNullable(SKUS.get(machine));
    boolean pool = !trigger.isUnset("build.options.worker_pool");
    if (trigger.isUnknown(path) || sku.isEmpty() || pool) {
      bill.uncovered(
          pool
              ? "the price book has no private pools of Cloud Build"
              : "the price book has no build machine " + Notes.quoted(machine));
      return;
    }
    bill.declared("build minutes", sku.get(), PriceBook.GLOBAL, "build_minutes");
  }
}
