package tollgate.cost;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tollgate.plan.Values;

/** All objects of one side of a set of plans, by type. */
final class Surroundings {

  private final List<Planned> all;
  private final Map<String, List<Planned>> byType = new HashMap<>();
  private @Nullable Map<String, Integer> vmsWithoutAddress;
  private @Nullable Map<String, Integer> regionalRules;
  private @Nullable Names names;
  private @Nullable Schedules schedules;

  Surroundings(List<Planned> all) {
    this.all = List.copyOf(all);
    for (Planned one : all) {
      byType.computeIfAbsent(one.type(), type -> new ArrayList<>()).add(one);
    }
  }

  List<Planned> all() {
    return all;
  }

  /** Who uses which address, disk and secret. */
  Names names() {
    if (names == null) {
      names = new Names(this);
    }
    return names;
  }

  /** The schedule that stops a VM, an {@code instance_schedule_policy} block. */
  Optional<Values> scheduleOf(Planned vm) {
    if (schedules == null) {
      schedules = new Schedules(this);
    }
    return schedules.of(vm);
  }

  /** Where the dataset of a table is; US, BigQuery's own default, when nobody says. */
  Place datasetPlace(Planned table) {
    return names()
        .datasetOf(table)
        .filter(dataset -> !dataset.isUnset("location"))
        .map(dataset -> dataset.place("location"))
        .orElse(Place.at("US"));
  }

  /** Regional forwarding rules by region and project. */
  Map<String, Integer> regionalRules() {
    if (regionalRules == null) {
      regionalRules = ForwardingRules.regionalRules(this);
    }
    return Collections.unmodifiableMap(regionalRules);
  }

  /** VMs of a region that reach the internet only through a gateway. */
  int vmsWithoutAddress(String region) {
    if (vmsWithoutAddress == null) {
      vmsWithoutAddress = new HashMap<>();
      for (Planned vm : ofType("google_compute_instance")) {
        boolean external =
            vm.blocks("network_interface").stream()
                .anyMatch(nic -> !nic.blocks("access_config").isEmpty());
        if (!external) {
          vmsWithoutAddress.merge(vm.place("zone").region(), 1, Integer::sum);
        }
      }
    }
    return vmsWithoutAddress.getOrDefault(region, 0);
  }

  List<Planned> ofType(String type) {
    return Collections.unmodifiableList(byType.getOrDefault(type, List.of()));
  }
}
