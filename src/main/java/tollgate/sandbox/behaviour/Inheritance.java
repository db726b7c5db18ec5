package tollgate.sandbox.behaviour;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import tollgate.schema.Attribute;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Value;

/** What a resource takes from the provider block when it does not say itself. */
final class Inheritance {
  private static final Set<String> REGION_KNOWN =
      Set.of(
          "google_cloud_scheduler_job",
          "google_cloudfunctions_function",
          "google_composer_environment",
          "google_composer_user_workloads_secret",
          "google_compute_region_autoscaler",
          "google_compute_region_instance_group_manager",
          "google_compute_region_instance_template",
          "google_compute_region_network_endpoint",
          "google_compute_region_network_firewall_policy_rule",
          "google_compute_region_per_instance_config",
          "google_compute_resource_policy",
          "google_compute_router_interface",
          "google_compute_service_attachment",
          "google_compute_target_pool",
          "google_data_catalog_entry_group",
          "google_data_catalog_tag_template",
          "google_data_fusion_instance",
          "google_redis_cluster");
  private static final Set<String> ZONE_KNOWN =
      Set.of(
          "google_compute_attached_disk",
          "google_compute_autoscaler",
          "google_compute_disk_resource_policy_attachment",
          "google_compute_instance",
          "google_compute_instance_from_template",
          "google_compute_instance_group",
          "google_compute_instance_group_manager",
          "google_compute_instance_group_named_port",
          "google_compute_network_endpoint",
          "google_compute_network_endpoint_group",
          "google_compute_network_endpoints",
          "google_compute_per_instance_config",
          "google_compute_resource_policy_attachment");

  /** Types whose code does not look at the provider's project before apply. */
  private static final Set<String> PROJECT_LATE =
      Set.of(
          "google_bigtable_gc_policy",
          "google_container_cluster",
          "google_dataflow_job",
          "google_endpoints_service",
          "google_logging_project_sink",
          "google_storage_bucket");

  /** Types whose code looks at these before what is its own. */
  private static final Set<String> AT_FIRST =
      Set.of(
          "google_app_engine_application",
          "google_bigquery_table",
          "google_bigtable_instance",
          "google_bigtable_table",
          "google_composer_environment",
          "google_compute_instance",
          "google_compute_instance_from_template",
          "google_compute_instance_group_manager",
          "google_compute_instance_template",
          "google_compute_region_instance_group_manager",
          "google_compute_region_instance_template",
          "google_compute_security_policy",
          "google_container_node_pool",
          "google_service_account",
          "google_sql_database_instance");

  static final List<Behaviour> TABLE =
      List.of(
          new Behaviour(
              "project comes from the provider block",
              type ->
                  inherits(type, "project")
                      && type.customizeDiff()
                      && !PROJECT_LATE.contains(type.type()),
              draft -> inherit(draft, "project", draft.provider().project())),
          new Behaviour(
              "region comes from the provider block",
              type -> inherits(type, "region") && REGION_KNOWN.contains(type.type()),
              draft -> inherit(draft, "region", draft.provider().region())),
          new Behaviour(
              "zone comes from the provider block",
              type -> inherits(type, "zone") && ZONE_KNOWN.contains(type.type()),
              draft -> inherit(draft, "zone", draft.provider().zone())),
          new Behaviour(
              "deletion_policy is the provider block's or the usual one",
              type ->
                  inherits(type, "deletion_policy")
                      && type.customizeDiff()
                      && !type.type().equals("google_billing_subaccount"),
              draft ->
                  inherit(
                      draft,
                      "deletion_policy",
                      Optional.of(draft.provider().deletionPolicyOf(draft.type().type())))));

  private Inheritance() {}

  private static void refuse(Draft draft, String attribute) {
    String reason =
        "Failed to retrieve %s, pid: , err: %s: required field is not set"
            .formatted(attribute, attribute);
    if (AT_FIRST.contains(draft.type().type())) {
      draft.refuse(reason);
    } else {
      draft.refuseAtLast(reason);
    }
  }

  private static boolean inherits(ResourceSchema type, String name) {
    return type.block().attribute(name).filter(Attribute::computed).isPresent();
  }

  private static void inherit(Draft draft, String attribute, Optional<String> from) {
    if (!draft.written(attribute).isZero()) {
      return;
    }
    boolean emptied = draft.written(attribute).isPresent();
    boolean policy = attribute.equals("deletion_policy");
    if (policy && emptied) {
      draft.unknown(attribute);
      return;
    }
    if (from.isEmpty()) {
      if (emptied || draft.old(attribute).isZero()) {
        refuse(draft, attribute);
      }
      return;
    }
    if (draft.creating() || (policy && !draft.old(attribute).isNull())) {
      draft.set(attribute, Value.text(from.get()));
    } else if (emptied && !draft.old(attribute).equals(Value.text(from.get()))) {
      draft.set(attribute, Value.text(from.get()));
      if (draft.type().block().attribute(attribute).filter(Attribute::forceNew).isPresent()) {
        draft.forceNew(attribute);
      }
    }
  }
}
