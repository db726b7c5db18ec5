package tollgate.cost;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A family that costs nothing while it stands: a list of prices for what flows through it. */
final class UsageMeter implements Meter {

  /**
   * One price.
   *
   * @param key under which usage is declared
   * @param counts what the key counts, for the template
   * @param perPrice declared units in one unit of the price: 10,000 operations
   */
  record Use(String what, String sku, String key, String counts, long perPrice) {
    Use(String what, String sku, String key, String counts) {
      this(what, sku, key, counts, 1);
    }
  }

  private final List<String> places;
  private final List<Use> uses;

  /**
   * @param places attributes that say where it is; none for a family priced the same everywhere
   */
  UsageMeter(List<String> places, List<Use> uses) {
    this.places = List.copyOf(places);
    this.uses = List.copyOf(uses);
  }

  @Override
  public Map<String, String> usageKeys() {
    Map<String, String> keys = new LinkedHashMap<>();
    uses.forEach(use -> keys.put(use.key(), use.counts()));
    return keys;
  }

  @Override
  public void bill(Planned resource, Surroundings all, Bill bill) {
    Place place =
        places.isEmpty()
            ? Place.at(PriceBook.GLOBAL)
            : resource.place(places.toArray(String[]::new));
    if (!place.isKnown() && uses.stream().anyMatch(use -> bill.isDeclared(use.key()))) {
      bill.uncovered(place.problem());
      return;
    }
    String region = place.isKnown() ? place.region() : PriceBook.GLOBAL;
    for (Use use : uses) {
      bill.declared(use.what(), use.sku(), region, use.key(), use.perPrice());
    }
  }
}
