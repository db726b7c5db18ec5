package tollgate.guard;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.cost.Basis;

/**
 * What a platform allows itself.
 *
 * @param budget what it may cost
 * @param increase US dollars a month by which one deploy may raise the bill before it asks
 * @param alwaysOn address patterns of what is declared to run all day and night
 * @param levels what breaking a rule does, where it is not the rule's own severity
 * @param waivers what is let through, for a reason and a time
 */
public record Policy(
    Optional<Budget> budget,
    Optional<BigDecimal> increase,
    List<String> alwaysOn,
    Map<String, Level> levels,
    List<Waiver> waivers) {

  /**
   * What all stacks together may cost.
   *
   * @param monthly US dollars for a month of 730 hours
   * @param basis which of the three totals is held against it, {@link Basis#FLOOR} as a rule
   */
  public record Budget(BigDecimal monthly, Basis basis) {}

  /** What a policy can make of a rule. */
  public enum Level {
    DENY,
    WARN,
    OFF
  }

  /** No budget, nothing declared, nothing waived. */
  public static final Policy NONE =
      new Policy(Optional.empty(), Optional.empty(), List.of(), Map.of(), List.of());

  public Policy {
    alwaysOn = List.copyOf(alwaysOn);
    levels = Map.copyOf(levels);
    waivers = List.copyOf(waivers);
  }

  /** The same with a budget held against the floor. */
  public Policy withBudget(BigDecimal monthly) {
    return new Policy(
        Optional.of(new Budget(monthly, Basis.FLOOR)), increase, alwaysOn, levels, waivers);
  }

  /** The same with these address patterns declared as always on. */
  public Policy withAlwaysOn(List<String> patterns) {
    return new Policy(budget, increase, patterns, levels, waivers);
  }

  /** The same with these waivers. */
  public Policy withWaivers(List<Waiver> list) {
    return new Policy(budget, increase, alwaysOn, levels, list);
  }

  /** The same with these levels. */
  public Policy withLevels(Map<String, Level> byRule) {
    return new Policy(budget, increase, alwaysOn, byRule, waivers);
  }

  /** The same with a limit on what one deploy may add. */
  public Policy withIncrease(BigDecimal monthly) {
    return new Policy(budget, Optional.of(monthly), alwaysOn, levels, waivers);
  }
}
