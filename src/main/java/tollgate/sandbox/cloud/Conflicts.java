package tollgate.sandbox.cloud;

import tollgate.schema.ResourceSchema;
import tollgate.schema.check.Problem;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/** Google's refusals when a name is taken or a thing is gone. */
public final class Conflicts {
  private Conflicts() {}

  public static Problem exists(ResourceSchema type, Value state) {
    String name = state.at("name").textOrEmpty();
    String id = state.at("id").textOrEmpty();
    String summary =
        switch (type.type()) {
          case "google_storage_bucket" ->
              "googleapi: Error 409: Your previous request to create the named bucket succeeded and you already own it., conflict";
          case "google_service_account" ->
              "Error creating service account: googleapi: Error 409: Service account %s already exists within project projects/%s., alreadyExists"
                  .formatted(
                      state.at("account_id").textOrEmpty(), state.at("project").textOrEmpty());
          case "google_sql_database_instance" ->
              "Error, failed to create instance %s: googleapi: Error 409: The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date., instanceAlreadyExists"
                  .formatted(name);
          case "google_bigquery_dataset" ->
              "Error creating Dataset: googleapi: Error 409: Already Exists: Dataset %s:%s, duplicate"
                  .formatted(
                      state.at("project").textOrEmpty(), state.at("dataset_id").textOrEmpty());
          default ->
              "Error creating %s: googleapi: Error 409: The resource '%s' already exists, alreadyExists"
                  .formatted(Phrases.kind(type.type()), id);
        };
    return Problem.error(summary, Path.ROOT);
  }

  /** A run was killed between the making of an object and terraform's note of it. */
  public static Problem takenOver(ResourceSchema type, Value state) {
    return Problem.warning(
        "%s was there already and is taken over".formatted(state.at("id").textOrEmpty()),
        "A run that was killed had made it before terraform could write that down. The sandbox gives it to this run; Google would refuse, and it would have to be imported: terraform import %s… '%s'"
            .formatted(type.type() + ".", state.at("id").textOrEmpty()),
        Path.ROOT);
  }

  public static Problem missing(ResourceSchema type, Value state) {
    return Problem.error(
        "Error updating %s %s: googleapi: Error 404: The resource was not found, notFound"
            .formatted(Phrases.kind(type.type()), state.at("id").textOrEmpty()),
        Path.ROOT);
  }
}
