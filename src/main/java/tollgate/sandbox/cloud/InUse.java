package tollgate.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What cannot go while something else is in it or hangs on it. */
final class InUse {
  /** Under which the network of a deleted database is remembered. */
  static final String PRIVATE_NETWORK = "private-network";

  /**
   * "It can take up to four days for the underlying resources related to an instance to be
   * completely deleted", https://cloud.google.com/sql/docs/delete-instance
   */
  private static final Duration FOUR_DAYS = Duration.ofDays(4);

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "bucket-not-empty",
              "a bucket with objects goes only with force_destroy",
              "provider's page google_storage_bucket; hashicorp/terraform-provider-google#2050",
              InUse::bucket),
          new Rule(
              "dataset-in-use",
              "a dataset with tables goes only with delete_contents_on_destroy",
              "provider's page google_bigquery_dataset; hashicorp/terraform-provider-google#6688",
              InUse::dataset),
          new Rule(
              "peering-in-use",
              "a service networking connection stays while a database uses it, and four days more",
              "hashicorp/terraform-provider-google#18834 and #19908; https://cloud.google.com/sql/docs/delete-instance",
              InUse::peering));

  private InUse() {}

  private static Optional<Rule.Refusal> bucket(Attempt attempt, World world) {
    if (!deletes(attempt, "google_storage_bucket")
        || attempt.at("force_destroy").isTrue()
        || !holds(world, "google_storage_bucket_object", "bucket", attempt.text("name"))) {
      return Optional.empty();
    }
    return Rule.Refusal.says(
        "Error trying to delete bucket %s containing objects without `force_destroy` set to true"
            .formatted(attempt.text("name")));
  }

  private static Optional<Rule.Refusal> dataset(Attempt attempt, World world) {
    String dataset = attempt.text("dataset_id");
    if (!deletes(attempt, "google_bigquery_dataset")
        || attempt.at("delete_contents_on_destroy").isTrue()
        || !holds(world, "google_bigquery_table", "dataset_id", dataset)) {
      return Optional.empty();
    }
    return Rule.Refusal.of(
        attempt,
        GoogleError.of(
            attempt,
            400,
            "Dataset %s:%s is still in use".formatted(attempt.project(), dataset),
            "resourceInUse"));
  }

  private static Optional<Rule.Refusal> peering(Attempt attempt, World world) {
    if (!deletes(attempt, "google_service_networking_connection")) {
      return Optional.empty();
    }
    String network = key(attempt.text("network"), attempt.project());
    boolean used =
        world.all(TakenNames.DATABASE).stream()
            .anyMatch(each -> privateNetwork(each.state()).filter(network::equals).isPresent());
    if (!used && !world.wentWithin(FOUR_DAYS, PRIVATE_NETWORK, network)) {
      return Optional.empty();
    }
    return Rule.Refusal.says(
        "Unable to remove Service Networking Connection, err: Error waiting for Delete Service Networking Connection: Error code 9, message: Failed to delete connection; Producer services (e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection.");
  }

  /** The private network of a database, as a key for {@link #PRIVATE_NETWORK}. */
  static Optional<String> privateNetwork(JsonNode database) {
    String network =
        database
            .path("settings")
            .path(0)
            .path("ip_configuration")
            .path(0)
            .path("private_network")
            .asText();
    return network.isEmpty()
        ? Optional.empty()
        : Optional.of(key(network, database.path("project").asText()));
  }

  /** {@code PROJECT/NETWORK}, however the network is spelled. */
  private static String key(String network, String project) {
    int at = network.indexOf("projects/");
    String rest = at < 0 ? "" : network.substring(at + "projects/".length());
    String owner = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : project;
    return owner + "/" + Attempt.last(network);
  }

  private static boolean deletes(Attempt attempt, String type) {
    return attempt.operation() == Operation.DELETE && attempt.type().equals(type);
  }

  private static boolean holds(World world, String type, String attribute, String value) {
    return world.all(type).stream()
        .anyMatch(each -> each.state().path(attribute).asText().equals(value));
  }
}
