package tollgate.cost;

import java.util.Map;

/** How one family of resources is billed: from a planned object to the lines of its bill. */
interface Meter {

  /**
   * Writes the lines of one object.
   *
   * @param resource the object
   * @param all every other object that stands beside it
   * @param bill takes the lines, and reasons why something cannot be priced
   */
  void bill(Planned resource, Surroundings all, Bill bill);

  /** The usage that can be declared for it: key to what it counts, a month. */
  default Map<String, String> usageKeys() {
    return Map.of();
  }
}
