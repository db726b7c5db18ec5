package tollgate.cost;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import tollgate.plan.Address;

/**
 * Declared monthly usage by resource: an exact address counts first, then the address without its
 * instance key, then the resource type.
 *
 * @param declared amounts by address or type, then by key
 */
public record Usage(Map<String, Map<String, BigDecimal>> declared) {

  public static final Usage NONE = new Usage(Map.of());

  public Usage {
    Map<String, Map<String, BigDecimal>> copy = new HashMap<>();
    declared.forEach((name, amounts) -> copy.put(name, Map.copyOf(amounts)));
    declared = Map.copyOf(copy);
  }

  /** What is declared for a resource under a key; zero when nothing is. */
  BigDecimal of(Address address, String type, String key) {
    for (String name : new String[] {address.text(), address.withoutKey(), type}) {
      BigDecimal amount = declared.getOrDefault(name, Map.of()).get(key);
      if (amount != null) {
        return amount;
      }
    }
    return BigDecimal.ZERO;
  }
}
