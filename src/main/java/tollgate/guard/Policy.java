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
 * @param limits what else is limited in money
 * @param allowed where things may be and where they may come from
 * @param alwaysOn address patterns of what is declared to run all day and night
 * @param levels what breaking a rule does, where it is not the rule's own severity
 * @param waivers what is let through, for a reason and a time
 */
public record Policy(
    Optional<Budget> budget,
    Limits limits,
    Allowed allowed,
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

  /**
   * Limits beside the budget.
   *
   * @param basis which of the three totals is held against them
   * @param increase US dollars a month that one plan may add
   * @param percent the same as a share of what is billed before the plan
   * @param stacks US dollars a month that a stack may cost, by its name
   */
  public record Limits(
      Basis basis,
      Optional<BigDecimal> increase,
      Optional<BigDecimal> percent,
      Map<String, BigDecimal> stacks) {
    public static final Limits NONE =
        new Limits(Basis.FLOOR, Optional.empty(), Optional.empty(), Map.of());

    public Limits {
      stacks = Map.copyOf(stacks);
    }
  }

  /**
   * Lists of what is allowed; an empty one allows everything.
   *
   * @param locations {@code us-central1}, {@code US}, {@code global}
   * @param machineFamilies {@code e2}
   * @param images {@code docker.io/mageai}: registries, or repositories with what is below them
   * @param domains {@code acme.example}, of people and groups
   */
  public record Allowed(
      List<String> locations,
      List<String> machineFamilies,
      List<String> images,
      List<String> domains) {
    public static final Allowed ALL = new Allowed(List.of(), List.of(), List.of(), List.of());

    public Allowed {
      locations = List.copyOf(locations);
      machineFamilies = List.copyOf(machineFamilies);
      images = List.copyOf(images);
      domains = List.copyOf(domains);
    }
  }

  /** What a policy can make of a rule. */
  public enum Level {
    DENY,
    WARN,
    OFF
  }

  /** No budget, nothing declared, nothing waived. */
  public static final Policy NONE =
      new Policy(Optional.empty(), Limits.NONE, Allowed.ALL, List.of(), Map.of(), List.of());

  public Policy {
    alwaysOn = List.copyOf(alwaysOn);
    levels = Map.copyOf(levels);
    waivers = List.copyOf(waivers);
  }

  /** The same with a budget held against the floor. */
  public Policy withBudget(BigDecimal monthly) {
    return new Policy(
        Optional.of(new Budget(monthly, Basis.FLOOR)), limits, allowed, alwaysOn, levels, waivers);
  }

  /** The same with these address patterns declared as always on. */
  public Policy withAlwaysOn(List<String> patterns) {
    return new Policy(budget, limits, allowed, patterns, levels, waivers);
  }

  /** The same with these waivers. */
  public Policy withWaivers(List<Waiver> list) {
    return new Policy(budget, limits, allowed, alwaysOn, levels, list);
  }

  /** The same with these levels. */
  public Policy withLevels(Map<String, Level> byRule) {
    return new Policy(budget, limits, allowed, alwaysOn, byRule, waivers);
  }

  /** The same with a limit on what one plan may add to the floor. */
  public Policy withIncrease(BigDecimal monthly) {
    return withLimits(
        new Limits(Basis.FLOOR, Optional.of(monthly), limits.percent(), limits.stacks()));
  }

  /** The same with these limits. */
  public Policy withLimits(Limits others) {
    return new Policy(budget, others, allowed, alwaysOn, levels, waivers);
  }

  /** The same with these lists. */
  public Policy withAllowed(Allowed lists) {
    return new Policy(budget, limits, lists, alwaysOn, levels, waivers);
  }
}
