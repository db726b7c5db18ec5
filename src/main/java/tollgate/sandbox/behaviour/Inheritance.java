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
      Set.of("google_cloud_scheduler_job", "google_compute_resource_policy");
  private static final Set<String> ZONE_KNOWN =
      Set.of(
          "google_compute_instance",
          "google_compute_disk_resource_policy_attachment",
          "google_compute_resource_policy_attachment",
          "google_compute_attached_disk");

  /** Types whose code does not look at the provider's project before apply. */
  private static final Set<String> PROJECT_LATE =
      Set.of(
          "google_storage_bucket",
          "google_logging_project_sink",
          "google_secret_manager_secret_version");

  private static final Set<String> POLICY_LATE =
      Set.of("google_billing_budget", "google_secret_manager_secret_version");

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
              "deletion_policy is DELETE or the provider block's",
              type -> inherits(type, "deletion_policy") && !POLICY_LATE.contains(type.type()),
              draft ->
                  inherit(
                      draft,
                      "deletion_policy",
                      Optional.of(draft.provider().deletionPolicy().orElse("DELETE")))));

  private Inheritance() {}

  private static boolean inherits(ResourceSchema type, String name) {
    return type.block().attribute(name).filter(Attribute::computed).isPresent();
  }

  private static void inherit(Draft draft, String attribute, Optional<String> from) {
    if (!draft.written(attribute).isZero()) {
      return;
    }
    if (from.isEmpty()) {
      if (draft.old(attribute).isZero()) {
        draft.refuse(
            "Failed to retrieve %s, pid: , err: %s: required field is not set"
                .formatted(attribute, attribute));
      }
      return;
    }
    if (draft.creating()) {
      draft.set(attribute, Value.text(from.get()));
    } else if (attribute.equals("deletion_policy") && !draft.old(attribute).isNull()) {
      draft.set(attribute, Value.text(from.get()));
    }
  }
}
