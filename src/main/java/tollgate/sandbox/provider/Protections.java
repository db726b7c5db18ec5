package tollgate.sandbox.provider;

import java.util.Optional;
import tollgate.sandbox.store.ObjectStore;
import tollgate.sandbox.value.Path;
import tollgate.sandbox.value.Value;
import tollgate.sandbox.wire.Problem;
import tollgate.schema.ResourceSchema;

/** What stops a deletion, in the provider's or Google's words. */
final class Protections {
  private final ObjectStore store;

  Protections(ObjectStore store) {
    this.store = store;
  }

  /** The reason why the resource cannot be deleted, if there is one. */
  Optional<Problem> against(ResourceSchema type, Value state) {
    String name = state.at("name").textOrEmpty();
    if (state.at("deletion_policy").textOrEmpty().equals("PREVENT")) {
      return error(
          "cannot destroy %s without setting deletion_policy=\"DELETE\" and running `terraform apply`"
              .formatted(type.type()));
    }
    if (state.at("deletion_protection").isTrue()) {
      return error(protectedBy(type.type(), state, name));
    }
    return switch (type.type()) {
      case "google_sql_database_instance" ->
          state.at("settings").in("deletion_protection_enabled").isTrue()
              ? error(
                  "Error, failed to delete instance %s: googleapi: Error 400: The instance is protected. Please disable the deletion protection and try again. To disable deletion protection, update the instance settings with deletionProtectionEnabled set to false., instanceDeletionProtectionEnabled"
                      .formatted(name))
              : Optional.empty();
      case "google_storage_bucket" -> bucket(state, name);
      case "google_bigquery_dataset" -> dataset(state);
      default -> Optional.empty();
    };
  }

  private static String protectedBy(String type, Value state, String name) {
    return switch (type) {
      case "google_sql_database_instance" ->
          "Error, failed to delete instance because deletion_protection is set to true. Set it to false to proceed with instance deletion";
      case "google_compute_instance" ->
          "Cannot delete instance %s: instance Deletion Protection is enabled. Set deletion_protection to false for this resource and run \"terraform apply\" before attempting to delete it."
              .formatted(name);
      case "google_bigquery_table" ->
          "cannot destroy table %s without setting deletion_protection=false and running `terraform apply`"
              .formatted(state.at("id").textOrEmpty());
      case "google_cloud_run_v2_service" ->
          "cannot destroy service without setting deletion_protection=false and running `terraform apply`";
      case "google_cloud_run_v2_job" ->
          "cannot destroy job without setting deletion_protection=false and running `terraform apply`";
      case "google_secret_manager_secret" ->
          "cannot destroy secret without setting deletion_protection=false and running `terraform apply`";
      default ->
          "cannot destroy %s without setting deletion_protection=false and running `terraform apply`"
              .formatted(type);
    };
  }

  private Optional<Problem> bucket(Value state, String name) {
    if (state.at("force_destroy").isTrue()
        || !holds("google_storage_bucket_object", "bucket", name)) {
      return Optional.empty();
    }
    return error(
        "Error trying to delete bucket %s containing objects without `force_destroy` set to true"
            .formatted(name));
  }

  private Optional<Problem> dataset(Value state) {
    String dataset = state.at("dataset_id").textOrEmpty();
    if (state.at("delete_contents_on_destroy").isTrue()
        || !holds("google_bigquery_table", "dataset_id", dataset)) {
      return Optional.empty();
    }
    return error(
        "Error when reading or editing Dataset: googleapi: Error 400: Dataset %s:%s is still in use, resourceInUse"
            .formatted(state.at("project").textOrEmpty(), dataset));
  }

  private boolean holds(String type, String attribute, String value) {
    return store.ofType(type).stream()
        .anyMatch(each -> each.state().path(attribute).asText().equals(value));
  }

  private static Optional<Problem> error(String summary) {
    return Optional.of(Problem.error(summary, Path.ROOT));
  }
}
