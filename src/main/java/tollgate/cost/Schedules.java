package tollgate.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Values;

/** Which schedule stops and starts which VM, through a policy that is attached to it. */
final class Schedules {

  private static final String BLOCK = "instance_schedule_policy";

  /** Schedules by the policy's address in the configuration and by its name. */
  private final Map<String, Values> policies = new HashMap<>();

  /** Names and addresses of policies by name and address of the VM they are attached to. */
  private final Map<String, List<String>> attached = new HashMap<>();

  Schedules(Surroundings all) {
    for (Planned policy : all.ofType("google_compute_resource_policy")) {
      List<Values> blocks = policy.blocks(BLOCK);
      if (!blocks.isEmpty()) {
        policies.put(policy.change().address().configured(), blocks.get(0));
        policy.text("name").ifPresent(name -> policies.put(name, blocks.get(0)));
      }
    }
    for (Planned attachment : all.ofType("google_compute_resource_policy_attachment")) {
      List<String> ofPolicy = named(attachment, "name");
      for (String vm : named(attachment, "instance")) {
        attached.computeIfAbsent(vm, key -> new ArrayList<>()).addAll(ofPolicy);
      }
    }
  }

  Optional<Values> of(Planned vm) {
    List<String> names = new ArrayList<>(named(vm, "resource_policies"));
    names.addAll(named(vm, "resource_policies.0"));
    names.addAll(attached.getOrDefault(vm.change().address().configured(), List.of()));
    vm.text("name").ifPresent(name -> names.addAll(attached.getOrDefault(name, List.of())));
    return names.stream().filter(policies::containsKey).map(policies::get).findFirst();
  }

  /** What an argument names: the last part of a known value, else what it refers to. */
  private static List<String> named(Planned resource, String path) {
    Optional<String> known = resource.text(path);
    if (known.isPresent()) {
      return List.of(Names.lastPart(known.get()));
    }
    Set<String> references = resource.references(path);
    return references.stream().map(Names::resource).distinct().toList();
  }
}
