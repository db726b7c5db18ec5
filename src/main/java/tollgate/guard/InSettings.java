package tollgate.guard;

import java.util.Map;
import java.util.Set;

/**
 * What to write into tollgate.yaml where one of the shipped stacks makes the resource: by rule,
 * then by the name of the stack. Rules that no setting can break are not here, nor those whose own
 * fix names the key.
 */
final class InSettings {
  private static final String LAKE = "lake";
  private static final String WORKSTATION = "workstation";
  private static final String ORCHESTRATOR = "orchestrator";

  private static final Map<String, Map<String, String>> TABLE =
      Map.of(
          "access/invoker-check-off",
          Map.of(ORCHESTRATOR, "Set orchestrator.access to iap in tollgate.yaml."),
          "data/bucket-lifecycle",
          Map.of(LAKE, "Set expire_days for the bucket in lake.buckets in tollgate.yaml."),
          "data/dataset-expiration",
          Map.of(
              LAKE,
              "Set expire_days for the dataset in lake.datasets in tollgate.yaml, or waive this for"
                  + " one that is meant to last."),
          "data/locations-apart",
          Map.of(
              LAKE,
              "Leave location out of lake.buckets and lake.datasets in tollgate.yaml, so that"
                  + " data_location holds for all of them."),
          "cost/bucket-versions",
          Map.of(LAKE, "Take versioning out of the bucket in lake.buckets in tollgate.yaml."),
          "cost/gpu",
          Map.of(
              WORKSTATION,
              "Choose a workstation.machine without GPUs in tollgate.yaml, or waive this while one"
                  + " is needed."),
          "cost/large-machine",
          Map.of(
              WORKSTATION,
              "Choose a smaller workstation.machine in tollgate.yaml.",
              ORCHESTRATOR,
              "Choose a smaller orchestrator.database.tier in tollgate.yaml."),
          "cost/sql-regional",
          Map.of(
              ORCHESTRATOR,
              "Set orchestrator.database.availability to zonal in tollgate.yaml, or waive this for"
                  + " production."));

  private InSettings() {}

  /** A sentence for each stack that can break the rule; none for most rules. */
  static Map<String, String> of(String rule) {
    return TABLE.getOrDefault(rule, Map.of());
  }

  /** The rules that the table has something for. */
  static Set<String> rules() {
    return TABLE.keySet();
  }
}
