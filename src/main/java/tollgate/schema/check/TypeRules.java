package tollgate.schema.check;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/**
 * More of what the provider refuses when it plans and what the configuration alone tells: types
 * beyond those that the product's own stacks use.
 */
final class TypeRules {
  /** Gigabytes of a local disk; above the first they are NVMe only. */
  private static final List<Integer> SCRATCH_SIZES = List.of(375, 3_000, 3_500, 7_000, 14_000);

  /** What only a managed load balancer understands of a backend. */
  private static final List<String> MANAGED =
      List.of(
          "capacity_scaler",
          "max_connections",
          "max_connections_per_instance",
          "max_connections_per_endpoint",
          "max_rate",
          "max_rate_per_instance",
          "max_rate_per_endpoint",
          "max_utilization");

  private static final List<String> COMPOSER_3 =
      List.of(
          "enable_private_environment",
          "enable_private_builds_only",
          "node_config.0.composer_network_attachment",
          "node_config.0.composer_internal_ipv4_cidr_block",
          "node_config.0.traffic_routing_config",
          "software_config.0.web_server_plugins_mode",
          "workloads_config.0.dag_processor");

  private static final List<String> BEFORE_COMPOSER_3 =
      List.of(
          "master_authorized_networks_config",
          "node_config.0.enable_ip_masq_agent",
          "node_config.0.max_pods_per_node",
          "private_environment_config");

  static final Map<String, Function<Value, Optional<String>>> TABLE =
      Map.ofEntries(
          Map.entry("google_bigtable_instance", TypeRules::clusters),
          Map.entry("google_cloud_run_domain_mapping", TypeRules::metadata),
          Map.entry("google_cloud_run_service", TypeRules::revision),
          Map.entry("google_composer_environment", TypeRules::composer),
          Map.entry("google_compute_health_check", TypeRules::ports),
          Map.entry("google_compute_instance_template", TypeRules::disks),
          Map.entry("google_compute_region_backend_service", TypeRules::backends),
          Map.entry("google_compute_region_health_check", TypeRules::ports),
          Map.entry("google_compute_region_instance_template", TypeRules::disks),
          Map.entry("google_compute_region_ssl_policy", TypeRules::features),
          Map.entry("google_compute_security_policy", TypeRules::priorities),
          Map.entry("google_compute_ssl_policy", TypeRules::features),
          Map.entry("google_container_cluster", TypeRules::surge),
          Map.entry("google_os_config_v2_policy_orchestrator", TypeRules::selectors),
          Map.entry("google_os_config_v2_policy_orchestrator_for_folder", TypeRules::selectors),
          Map.entry(
              "google_os_config_v2_policy_orchestrator_for_organization", TypeRules::selectors));

  private TypeRules() {}

  private static Value at(Value config, String dotted) {
    return Path.of(dotted).in(config);
  }

  private static Optional<String> when(boolean wrong, String sentence) {
    return wrong ? Optional.of(sentence) : Optional.empty();
  }

  private static Optional<String> clusters(Value config) {
    Value clusters = config.at("cluster");
    Set<String> ids = new HashSet<>();
    for (Value each : clusters.items()) {
      Optional<String> id = each.at("cluster_id").asText();
      if (id.isPresent() && !ids.add(id.get())) {
        return Optional.of("duplicated cluster_id: " + ArgumentRules.quote(id.get()));
      }
    }
    return when(
        !clusters.isUnknown() && clusters.items().isEmpty(),
        "config is invalid: Too few cluster blocks: Should have at least 1 \"cluster\" block");
  }

  private static Optional<String> metadata(Value config) {
    return when(
        !config.at("metadata").isUnknown() && config.at("metadata").items().isEmpty(),
        "Insufficient \"metadata\" blocks. 1 \"metadata\" block is required.");
  }

  private static Optional<String> revision(Value config) {
    return when(
        config.at("autogenerate_revision_name").isTrue()
            && !at(config, "template.0.metadata.0.name").isZero(),
        "google_cloud_run_service: `template.metadata.name` cannot be set while `autogenerate_revision_name` is true. Please remove the field or set `autogenerate_revision_name` to false.");
  }

  private static Optional<String> composer(Value config) {
    Value version = at(config, "config.0.software_config.0.image_version");
    if (version.isUnknown()) {
      return Optional.empty();
    }
    boolean third = version.textOrEmpty().contains("composer-3");
    return (third ? BEFORE_COMPOSER_3 : COMPOSER_3)
        .stream()
            .map("config.0."::concat)
            .filter(each -> !at(config, each).isUnknown() && !at(config, each).isZero())
            .findFirst()
            .map(
                each ->
                    "error in configuration, %s should %s be used in Composer 3"
                        .formatted(each, third ? "not" : "only"));
  }

  /** The provider looks at the first kind of check alone, whether it is there or not. */
  private static Optional<String> ports(Value config) {
    String block = "http_health_check";
    Value check = config.at(block);
    String by = check.in("port_specification").textOrEmpty();
    boolean port = !check.in("port").isZero();
    boolean name = !check.in("port_name").isZero();
    String start = "Error in " + block + ": ";
    if (by.equals("USE_NAMED_PORT")) {
      return port
          ? Optional.of(
              start + "port cannot be specified when using port_specification " + by + ".")
          : when(
              !name,
              start + "Must specify port_name when using USE_NAMED_PORT as port_specification.");
    }
    if (by.equals("USE_SERVING_PORT")) {
      String which = port ? "port" : "port_name";
      return when(
          port || name,
          start + which + " cannot be specified when using port_specification " + by + ".");
    }
    return Optional.empty();
  }

  private static Optional<String> disks(Value config) {
    List<Value> disks = config.at("disk").items();
    for (int i = 0; i < disks.size(); i++) {
      Optional<String> wrong = scratch(disks.get(i), i);
      if (wrong.isPresent()) {
        return wrong;
      }
    }
    for (int i = 1; i < disks.size(); i++) {
      if (disks.get(i).at("boot").isTrue()) {
        return Optional.of(
            "Only the first disk specified in instance_template can be the boot disk. disk.%d.boot was true"
                .formatted(i));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> scratch(Value disk, int place) {
    Value kind = disk.at("disk_type");
    if (kind.isUnknown() || disk.at("type").isUnknown()) {
      return Optional.empty();
    }
    boolean scratch = disk.at("type").textOrEmpty().equals("SCRATCH");
    boolean local = kind.textOrEmpty().equals("local-ssd");
    if (scratch && !local) {
      return Optional.of(
          "SCRATCH disks must have a disk_type of local-ssd. disk %d has disk_type %s"
              .formatted(place, kind.textOrEmpty()));
    }
    if (local && !scratch) {
      return Optional.of(
          "disks with a disk_type of local-ssd must be SCRATCH disks. disk %d is a %s disk"
              .formatted(place, disk.at("type").textOrEmpty()));
    }
    if (!scratch || disk.at("disk_size_gb").isUnknown()) {
      return Optional.empty();
    }
    int size =
        disk.at("disk_size_gb") instanceof Value.Numeric number ? number.value().intValue() : 0;
    return when(
        !SCRATCH_SIZES.contains(size),
        "SCRATCH disks must be one of [375 3000 3500 7000 14000] GB, disk %d is %d"
            .formatted(place, size));
  }

  private static Optional<String> backends(Value config) {
    String scheme = config.at("load_balancing_scheme").textOrEmpty();
    boolean plain =
        config.at("load_balancing_scheme").isNull()
            || scheme.equals("INTERNAL")
            || scheme.equals("EXTERNAL");
    if (!plain) {
      return Optional.empty();
    }
    for (Value each : config.at("backend").items()) {
      for (String name : MANAGED) {
        if (each.at(name) instanceof Value.Numeric number && !number.isZero()) {
          return Optional.of(
              "\"%s\" cannot be set for non-managed backend service, found value %s"
                  .formatted(name, number.value().toPlainString()));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> features(Value config) {
    Value profile = config.at("profile");
    Value features = config.at("custom_features");
    if (profile.isUnknown() || features.isUnknown()) {
      return Optional.empty();
    }
    String name = profile.isNull() ? "COMPATIBLE" : profile.textOrEmpty();
    boolean custom = name.equals("CUSTOM");
    if (custom != features.items().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "Error in SSL Policy %s: the profile is set to %s but %s"
            .formatted(
                config.at("name").textOrEmpty(),
                name,
                custom
                    ? "no custom_features are set."
                    : "using custom_features requires the profile to be CUSTOM."));
  }

  private static Optional<String> priorities(Value config) {
    Set<BigDecimal> taken = new HashSet<>();
    return when(
        config.at("rule").items().stream()
            .map(each -> each.at("priority"))
            .anyMatch(each -> each instanceof Value.Numeric number && !taken.add(number.value())),
        "Two rules have the same priority, please update one of the priorities to be different.");
  }

  private static Optional<String> surge(Value config) {
    String settings = "cluster_autoscaling.0.auto_provisioning_defaults.0.upgrade_settings.0.";
    String strategy = at(config, settings + "strategy").textOrEmpty();
    return when(
        !strategy.isEmpty()
            && !strategy.equals("SURGE")
            && Stream.of("max_surge", "max_unavailable")
                .map(each -> at(config, settings + each))
                .anyMatch(each -> each instanceof Value.Numeric && !each.isZero()),
        "Surge upgrade settings max_surge/max_unavailable can only be used when strategy is set to SURGE");
  }

  private static Optional<String> selectors(Value config) {
    return when(
        at(config, "orchestration_scope.0.selectors").items().stream()
            .anyMatch(
                each ->
                    !each.at("location_selector").isZero()
                        && !each.at("resource_hierarchy_selector").isZero()),
        "only one of orchestration_scope.selectors.location_selector or orchestration_scope.selectors.resource_hierarchy_selector can be set");
  }
}
