package tollgate.report;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tollgate.plan.Action;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/** Counts of changes, in words. */
final class Totals {
  private static final List<Action> ORDER =
      List.of(Action.CREATE, Action.UPDATE, Action.REPLACE, Action.DELETE, Action.FORGET);

  private Totals() {}

  /** {@code 12 to create, 1 to replace}; {@code no changes}. */
  static String of(List<StackPlan> plans) {
    Map<Action, Integer> counts = new EnumMap<>(Action.class);
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        counts.merge(change.action(), 1, Integer::sum);
      }
    }
    StringJoiner words = new StringJoiner(", ");
    words.setEmptyValue(
        plans.stream().anyMatch(plan -> plan.plan().changesSomething())
            ? "only outputs change"
            : "no changes");
    for (Action action : ORDER) {
      int count = counts.getOrDefault(action, 0);
      if (count > 0) {
        words.add(count + " to " + action.word());
      }
    }
    return words.toString();
  }
}
