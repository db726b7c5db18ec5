package tollgate.cost;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tollgate.plan.Address;

/**
 * What a plan does to the bill.
 *
 * @param before what stands now, from the plan's prior state
 * @param after what stands when the plan is done
 * @param labels what stands when the plan is done by {@code label=value}; an object with two labels
 *     is in both
 * @param replaced objects that are destroyed and made again
 */
public record CostChange(
    Estimate before, Estimate after, Map<String, Totals> labels, List<Replaced> replaced) {

  /** An object that is destroyed and made again, and what it costs before and after. */
  public record Replaced(String stack, Address address, Totals before, Totals after) {}

  /** What a stack costs before and after; what stacks share is in none of them. */
  public record StackChange(Totals before, Totals after) {}

  public CostChange {
    labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    replaced = List.copyOf(replaced);
  }

  public CostChange(Estimate before, Estimate after) {
    this(before, after, Map.of(), List.of());
  }

  /** US dollars a month that the plan adds to the floor; negative when it saves. */
  public BigDecimal floorIncrease() {
    return after.floor().subtract(before.floor());
  }

  /** The change of each stack, by its name. */
  public Map<String, StackChange> stacks() {
    Map<String, Totals> was = Estimate.byStack(before);
    Map<String, Totals> is = Estimate.byStack(after);
    Map<String, StackChange> stacks = new TreeMap<>();
    was.forEach(
        (name, totals) ->
            stacks.put(name, new StackChange(totals, is.getOrDefault(name, Totals.ZERO))));
    is.forEach((name, totals) -> stacks.putIfAbsent(name, new StackChange(Totals.ZERO, totals)));
    return Collections.unmodifiableMap(stacks);
  }
}
