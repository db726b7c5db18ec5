package tollgate.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;

/** What a platform may cost, what one plan may add to that, and what a stack may. */
final class BudgetRules {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private BudgetRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("cost/over-budget")
            .good("All stacks together stay inside the monthly budget.")
            .why("What stands is billed every hour, used or not; a budget alert comes afterwards.")
            .fix(
                "Take a cheaper choice for the dearest lines (`tollgate cost` lists them), or raise"
                    + " budget.monthly in tollgate.yaml.")
            .source("docs/cost-model.md")
            .absolute()
            .needsPrices()
            .check(BudgetRules::overBudget),
        Rule.deny("cost/over-increase")
            .good("One plan adds no more to the bill than budget.increase allows.")
            .why("A budget with room to spare lets a slip of a thousand dollars through unseen.")
            .fix(
                "Deploy in smaller steps, or raise budget.increase in tollgate.yaml; with"
                    + " policy.severities as warn, a deploy asks for `--approve cost` instead.")
            .source("docs/settings.md#budget")
            .needsPrices()
            .check(BudgetRules::overIncrease),
        Rule.deny("cost/over-percent")
            .good("One plan adds no larger share to the bill than budget.increase_percent allows.")
            .why("What is a small sum on a large platform doubles the bill of a small one.")
            .fix(
                "Deploy in smaller steps, or raise budget.increase_percent in tollgate.yaml; with"
                    + " policy.severities as warn, a deploy asks for `--approve cost` instead.")
            .source("docs/settings.md#budget")
            .needsPrices()
            .check(BudgetRules::overPercent),
        Rule.deny("cost/stack-over-budget")
            .good("A stack stays inside the amount that budget.stacks gives it.")
            .why("One stack that grows eats what the others were meant to have.")
            .fix(
                "Take a cheaper choice for its dearest lines (`tollgate cost STACK` lists them), or"
                    + " raise its amount in budget.stacks in tollgate.yaml.")
            .source("docs/settings.md#budget")
            .absolute()
            .needsPrices()
            .check(BudgetRules::stackOverBudget));
  }

  /** US dollars a month by which a total rises; negative when it falls. */
  static BigDecimal rise(CostChange cost, Basis basis) {
    return cost.after().by(basis).subtract(cost.before().by(basis));
  }

  /**
   * What a plan may add by its share; empty where no share is set, or there is nothing to add to.
   */
  static Optional<BigDecimal> share(CostChange cost, Policy.Limits limits) {
    BigDecimal before = cost.before().by(limits.basis());
    return limits
        .percent()
        .filter(percent -> before.signum() > 0)
        .map(percent -> before.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP));
  }

  private static List<Finding> overBudget(Scene scene) {
    Optional<CostChange> cost = scene.cost();
    Optional<Policy.Budget> budget = scene.policy().budget();
    if (cost.isEmpty() || budget.isEmpty()) {
      return List.of();
    }
    Basis basis = budget.get().basis();
    BigDecimal elsewhere = scene.elsewhere(basis);
    String what =
        elsewhere.signum() == 0
            ? "The " + basis.json()
            : "The %s, with %s of other stacks,".formatted(basis.json(), Dollars.text(elsewhere));
    return List.of(
        held(
            what,
            "the budget",
            cost.get().before().by(basis).add(elsewhere),
            cost.get().after().by(basis).add(elsewhere),
            budget.get().monthly()));
  }

  /** A change that raises nothing is no reason to keep a platform from being repaired. */
  private static Finding held(
      String what, String limitName, BigDecimal before, BigDecimal after, BigDecimal limit) {
    if (after.compareTo(limit) <= 0) {
      return Finding.good();
    }
    String sum =
        "%s is %s a month, %s over %s of %s"
            .formatted(
                what,
                Dollars.text(after),
                Dollars.text(after.subtract(limit)),
                limitName,
                Dollars.text(limit));
    return after.compareTo(before) > 0
        ? Finding.bad(sum + ".")
        : Finding.bad(sum + "; this change does not raise it.").warnOnly();
  }

  private static List<Finding> overIncrease(Scene scene) {
    Policy.Limits limits = scene.policy().limits();
    if (scene.cost().isEmpty() || limits.increase().isEmpty()) {
      return List.of();
    }
    BigDecimal rise = rise(scene.cost().get(), limits.basis());
    BigDecimal most = limits.increase().get();
    return List.of(
        rise.compareTo(most) <= 0
            ? Finding.good()
            : Finding.bad(
                "The %s rises by %s a month, more than the %s that one plan may add."
                    .formatted(limits.basis().json(), Dollars.text(rise), Dollars.text(most))));
  }

  private static List<Finding> overPercent(Scene scene) {
    Policy.Limits limits = scene.policy().limits();
    Optional<BigDecimal> most = scene.cost().flatMap(cost -> share(cost, limits));
    if (most.isEmpty()) {
      return List.of();
    }
    CostChange cost = scene.cost().orElseThrow();
    BigDecimal rise = rise(cost, limits.basis());
    return List.of(
        rise.compareTo(most.get()) <= 0
            ? Finding.good()
            : Finding.bad(
                "The %s rises by %s a month, more than the %s percent of %s that one plan may add."
                    .formatted(
                        limits.basis().json(),
                        Dollars.text(rise),
                        limits.percent().orElseThrow().toPlainString(),
                        Dollars.text(cost.before().by(limits.basis())))));
  }

  private static List<Finding> stackOverBudget(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    if (scene.cost().isEmpty()) {
      return findings;
    }
    Policy.Limits limits = scene.policy().limits();
    List<String> judged = scene.plans().stream().map(plan -> plan.stack()).toList();
    new TreeMap<>(limits.stacks())
        .forEach(
            (stack, limit) -> {
              CostChange.StackChange change = scene.cost().get().stacks().get(stack);
              if (change != null && judged.contains(stack)) {
                findings.add(
                    held(
                        "The %s of %s".formatted(limits.basis().json(), stack),
                        "its amount",
                        change.before().by(limits.basis()),
                        change.after().by(limits.basis()),
                        limit));
              }
            });
    return findings;
  }
}
