package tollgate.cost;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Cloud Storage buckets: what is stored, by class and location, and operations. */
final class BucketMeter implements Meter {

  private static final List<String> CLASSES =
      List.of("standard", "nearline", "coldline", "archive");

  /** The classes of old, each with the price of standard storage. */
  private static final List<String> AS_STANDARD = List.of("multi_regional", "regional");

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "storage_gib", "GiB stored",
        "class_a_operations", "writes and listings",
        "class_b_operations", "reads",
        "retrieval_gib", "GiB read from nearline, coldline or archive",
        "egress_gib", "GiB sent to the internet");
  }

  @Override
  public void bill(Planned bucket, Surroundings all, Bill bill) {
    boolean declared = usageKeys().keySet().stream().anyMatch(bill::isDeclared);
    Place place = place(bucket);
    if (!place.isKnown()) {
      if (declared) {
        bill.uncovered(place.problem());
      }
      return;
    }
    String path = "storage_class";
    if (bucket.isUnknown(path)) {
      bill.costliest(
          "storage_class is known only after apply: the dearest is counted",
          CLASSES.stream()
              .map(name -> (Consumer<Bill>) b -> write(name, place.region(), b))
              .toList());
      return;
    }
    String name = bucket.text(path).orElse("STANDARD").toLowerCase(Locale.ROOT);
    String effective = AS_STANDARD.contains(name) ? "standard" : name;
    if (CLASSES.contains(effective)) {
      write(effective, place.region(), bill);
    } else if (declared) {
      bill.uncovered("the price book has no storage class " + Notes.quoted(name));
    }
  }

  private static Place place(Planned bucket) {
    if (bucket.count("custom_placement_config") > 0) {
      return Place.nowhere("the price book has no dual-regions of one's own choice");
    }
    if (bucket.isUnset("location")) {
      // The provider requires a location; the API's own default is the US multi-region.
      return Place.at("US");
    }
    return bucket.place("location");
  }

  private static void write(String name, String region, Bill bill) {
    bill.declared(name + " storage", "storage.%s.gib-month".formatted(name), region, "storage_gib");
    bill.declared(
        "class A operations",
        "storage.%s.class-a.10k-operations".formatted(name),
        region,
        "class_a_operations",
        10_000);
    bill.declared(
        "class B operations",
        "storage.%s.class-b.10k-operations".formatted(name),
        region,
        "class_b_operations",
        10_000);
    if (!name.equals("standard")) {
      bill.declared(
          "retrieval", "storage.%s.retrieval.gib".formatted(name), region, "retrieval_gib");
    }
    bill.declared("egress to the internet", "network.egress.internet.gib", region, "egress_gib");
  }
}
