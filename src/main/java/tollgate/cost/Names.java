package tollgate.cost;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who uses which address, disk and secret, by known value or by reference. */
final class Names {

  /** What an external address is used by. */
  enum User {
    VM,
    FORWARDING_RULE,
    NAT
  }

  /** The resource at the start of a reference, perhaps in a module. */
  private static final Pattern RESOURCE =
      Pattern.compile("((?:module\\.[^.]+\\.)*[a-z][a-z0-9_]*\\.[A-Za-z0-9_-]+)(?:\\..*)?");

  private final Map<String, User> users = new HashMap<>();
  private final Set<String> disks = new HashSet<>();
  private final Map<String, Planned> secrets = new HashMap<>();
  private final Map<String, Planned> datasets = new HashMap<>();
  private final Map<String, Planned> templates = new HashMap<>();
  private final Map<String, Planned> clusters = new HashMap<>();

  /** By the address or the name of the group that they size. */
  private final Map<String, Planned> autoscalers = new HashMap<>();

  /** Autoscalers whose group is not known, and by their name those whose group is not found. */
  private boolean looseAutoscaler;

  private final Set<String> missingGroups = new HashSet<>();

  Names(Surroundings all) {
    for (Planned vm : all.ofType("google_compute_instance")) {
      for (int nic = 0; nic < vm.count("network_interface"); nic++) {
        String configs = "network_interface." + nic + ".access_config";
        for (int i = 0; i < vm.count(configs); i++) {
          use(vm, configs + "." + i + ".nat_ip", User.VM);
        }
      }
    }
    for (Planned nat : all.ofType("google_compute_router_nat")) {
      use(nat, "nat_ips", User.NAT);
      for (int i = 0; i < nat.get("nat_ips").node().map(n -> n.size()).orElse(0); i++) {
        use(nat, "nat_ips." + i, User.NAT);
      }
    }
    for (String type :
        Set.of("google_compute_forwarding_rule", "google_compute_global_forwarding_rule")) {
      all.ofType(type).forEach(rule -> use(rule, "ip_address", User.FORWARDING_RULE));
    }
    for (Planned disk : all.ofType("google_compute_disk")) {
      disk.text("name").ifPresent(disks::add);
    }
    index(all, "google_secret_manager_secret", "secret_id", secrets);
    index(all, "google_secret_manager_regional_secret", "secret_id", secrets);
    index(all, "google_bigquery_dataset", "dataset_id", datasets);
    index(all, "google_compute_instance_template", "name", templates);
    index(all, "google_compute_region_instance_template", "name", templates);
    index(all, "google_container_cluster", "name", clusters);
    for (String type : Set.of("google_compute_autoscaler", "google_compute_region_autoscaler")) {
      for (Planned autoscaler : all.ofType(type)) {
        autoscaler
            .text("target")
            .ifPresent(target -> autoscalers.put(lastPart(target), autoscaler));
        autoscaler
            .references("target")
            .forEach(reference -> autoscalers.put(resource(reference), autoscaler));
        looseAutoscaler |=
            autoscaler.isUnknown("target")
                && autoscaler.references("target").stream()
                    .noneMatch(reference -> reference.contains("instance_group_manager."));
        autoscaler.text("target").map(Names::lastPart).ifPresent(missingGroups::add);
      }
    }
    for (String type :
        Set.of(
            "google_compute_instance_group_manager",
            "google_compute_region_instance_group_manager")) {
      all.ofType(type).forEach(group -> group.text("name").ifPresent(missingGroups::remove));
    }
  }

  private static void index(Surroundings all, String type, String id, Map<String, Planned> into) {
    for (Planned one : all.ofType(type)) {
      into.put(one.change().address().configured(), one);
      one.text(id).ifPresent(text -> into.putIfAbsent(lastPart(text), one));
    }
  }

  private void use(Planned by, String path, User user) {
    by.text(path).ifPresent(text -> users.put(lastPart(text), user));
    by.references(path).forEach(reference -> users.put(resource(reference), user));
  }

  /** What uses an address; empty when nothing in these plans does. */
  Optional<User> userOf(Planned address) {
    return Optional.ofNullable(users.get(address.change().address().configured()))
        .or(() -> address.text("address").map(users::get))
        .or(() -> address.text("name").map(users::get));
  }

  /** Whether a VM boots from a disk that is a resource, with a bill of its own. */
  boolean isDiskOfItsOwn(Planned vm) {
    String source = "boot_disk.source";
    Optional<String> known = vm.text(source);
    return known.isPresent()
        ? disks.contains(lastPart(known.get()))
        : vm.references(source).stream()
            .anyMatch(reference -> reference.contains("google_compute_disk."));
  }

  /** The secret that a version belongs to, where it is in these plans. */
  Optional<Planned> secretOf(Planned version) {
    return find(version, "secret", secrets);
  }

  /** The dataset that a table belongs to, where it is in these plans. */
  Optional<Planned> datasetOf(Planned table) {
    return find(table, "dataset_id", datasets);
  }

  /** The template that a group makes its VMs from, where it is in these plans. */
  Optional<Planned> templateOf(Planned group) {
    return find(group, "version.0.instance_template", templates);
  }

  /** The GKE cluster that a node pool belongs to, where it is in these plans. */
  Optional<Planned> clusterOf(Planned pool) {
    return find(pool, "cluster", clusters);
  }

  /** What changes the size of a group of VMs, where it is in these plans. */
  Optional<Planned> autoscalerOf(Planned group) {
    return Optional.ofNullable(autoscalers.get(group.change().address().configured()))
        .or(() -> group.text("name").map(autoscalers::get));
  }

  /** Whether an autoscaler may size a group that none is known to size. */
  boolean mayBeSized(Planned group) {
    return looseAutoscaler || (group.isUnknown("name") && !missingGroups.isEmpty());
  }

  private static Optional<Planned> find(Planned by, String path, Map<String, Planned> among) {
    Optional<String> known = by.text(path);
    if (known.isPresent()) {
      return Optional.ofNullable(among.get(lastPart(known.get())));
    }
    return by.references(path).stream()
        .map(Names::resource)
        .filter(among::containsKey)
        .map(among::get)
        .findFirst();
  }

  /** The name at the end of a URL or id. */
  static String lastPart(String text) {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The resource of a reference to one of its attributes. */
  static String resource(String reference) {
    Matcher matcher = RESOURCE.matcher(reference);
    return matcher.matches() ? matcher.group(1) : reference;
  }
}
