package tollgate.cost;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tollgate.plan.ResourceChange;
import tollgate.plan.StackPlan;
import tollgate.plan.Values;

/** What each label of the planned objects costs. */
final class Labels {

  /** cloud.google.com/resource-manager/docs/labels-overview: labels of one resource at most. */
  private static final int MOST = 64;

  /** Where families keep their labels; the first that is there counts. */
  private static final String[] PATHS = {
    "effective_labels", "labels", "settings.user_labels", "user_labels", "resource_labels"
  };

  private Labels() {}

  static Map<String, Totals> of(java.util.List<StackPlan> plans, Estimate estimate) {
    Map<String, ResourceChange> changes = new HashMap<>();
    for (StackPlan plan : plans) {
      for (ResourceChange change : plan.plan().changes()) {
        changes.put(Estimator.place(plan.stack(), change.address()), change);
      }
    }
    Map<String, Totals> labels = new TreeMap<>();
    for (ResourceEstimate bill : estimate.resources()) {
      Totals totals = Totals.of(bill);
      Optional<ResourceChange> change =
          Optional.ofNullable(changes.get(Estimator.place(bill.stack(), bill.address())));
      if (change.isPresent() && totals.ceiling().signum() != 0) {
        of(change.get().after())
            .forEach(
                (name, value) ->
                    labels.merge(
                        Notes.shown(name) + "=" + Notes.shown(value), totals, Totals::plus));
      }
    }
    return labels;
  }

  private static Map<String, String> of(Values values) {
    Map<String, String> labels = new TreeMap<>();
    for (String path : PATHS) {
      Optional<JsonNode> map = values.get(path).node().filter(JsonNode::isObject);
      if (map.isPresent() && !map.get().isEmpty()) {
        for (Map.Entry<String, JsonNode> label : map.get().properties()) {
          if (label.getValue().isTextual() && labels.size() < MOST) {
            labels.put(label.getKey(), label.getValue().textValue());
          }
        }
        return labels;
      }
    }
    return labels;
  }
}
