package tollgate.cost;

import java.util.List;
import java.util.Map;

/**
 * Resource policies: free by themselves, but a snapshot schedule makes snapshots, which are not.
 */
final class PolicyMeter implements Meter {

  private static final String SNAPSHOTS = "snapshot_schedule_policy";

  private static final Meter STORED =
      new UsageMeter(
          List.of(SNAPSHOTS + ".snapshot_properties.storage_locations.0", "region"),
          List.of(
              new UsageMeter.Use(
                  "snapshots",
                  "compute.snapshot.gib-month",
                  "storage_gib",
                  "GiB of snapshots that the schedule keeps")));

  @Override
  public Map<String, String> usageKeys() {
    return STORED.usageKeys();
  }

  @Override
  public void bill(Planned policy, Surroundings all, Bill bill) {
    if (policy.count(SNAPSHOTS) == 0 && !policy.isUnknown(SNAPSHOTS)) {
      bill.free("a schedule costs nothing");
      return;
    }
    STORED.bill(policy, all, bill);
  }
}
