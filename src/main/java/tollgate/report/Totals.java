package tollgate.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;

/** Counts of changes, in words. */
final class Totals {
  private static final List<String> ORDER =
      List.of("create", "update", "replace", "delete", "forget", "move", "import");

  private Totals() {}

  /** {@code 12 to create, 1 to replace}; {@code no changes}. */
  static String of(List<StackPlan> plans) {
    Map<String, Integer> counts = new HashMap<>();
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        counts.merge(change.word(), 1, Integer::sum);
      }
    }
    StringJoiner words = new StringJoiner(", ");
    words.setEmptyValue(
        plans.stream().anyMatch(plan -> plan.plan().changesSomething())
            ? "only outputs change"
            : "no changes");
    for (String word : ORDER) {
      int count = counts.getOrDefault(word, 0);
      if (count > 0) {
        words.add(count + " to " + word);
      }
    }
    return words.toString();
  }
}
