package tollgate.cost;

import java.util.List;
import java.util.Map;

/** A family with one monthly or hourly price for each object, and perhaps usage beside it. */
final class FixedMeter implements Meter {

  private final String what;
  private final String sku;
  private final boolean hourly;
  private final UsageMeter usage;
  private final List<String> places;

  FixedMeter(
      String what, String sku, boolean hourly, List<String> places, List<UsageMeter.Use> uses) {
    this.what = what;
    this.sku = sku;
    this.hourly = hourly;
    this.places = List.copyOf(places);
    this.usage = new UsageMeter(places, uses);
  }

  @Override
  public Map<String, String> usageKeys() {
    return usage.usageKeys();
  }

  @Override
  public void bill(Planned resource, Surroundings all, Bill bill) {
    Place place =
        places.isEmpty()
            ? Place.at(PriceBook.GLOBAL)
            : resource.place(places.toArray(String[]::new));
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    bill.floor(what, sku, place.region(), hourly ? Month.HOURS : java.math.BigDecimal.ONE, "");
    usage.bill(resource, all, bill);
  }
}
