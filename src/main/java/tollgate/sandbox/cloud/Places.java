package tollgate.sandbox.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.store.StoredObject;
import tollgate.schema.value.Value;

/** BigQuery reads from a bucket only where the bucket's place suits the dataset's. */
final class Places {
  /** Regions within a multi-region, as far as they do not begin with its name. */
  private static final Map<String, List<String>> WITHIN =
      Map.of("US", List.of("us-"), "EU", List.of("europe-"));

  /** Not part of the multi-region EU: https://cloud.google.com/bigquery/docs/locations */
  private static final Set<String> OUTSIDE_EU = Set.of("europe-west2", "europe-west6");

  /** Dual-regions of Cloud Storage and the regions they are made of. */
  private static final Map<String, Set<String>> DUAL =
      Map.of(
          "NAM4", Set.of("us-central1", "us-east1"),
          "EUR4", Set.of("europe-north1", "europe-west4"),
          "EUR5", Set.of("europe-west1", "europe-west2"),
          "EUR7", Set.of("europe-west2", "europe-west3"),
          "EUR8", Set.of("europe-west3", "europe-west6"),
          "ASIA1", Set.of("asia-northeast1", "asia-northeast2"));

  static final Rule RULE =
      new Rule(
          "location-match",
          "an external table or a load job cannot read a bucket that lies elsewhere",
          "https://cloud.google.com/bigquery/docs/external-data-cloud-storage; airbytehq/airbyte#17013",
          Places::check);

  private Places() {}

  private static Optional<Rule.Refusal> check(Attempt attempt, World world) {
    if (attempt.operation() == Operation.DELETE) {
      return Optional.empty();
    }
    List<Value> uris = new ArrayList<>();
    String dataset;
    switch (attempt.type()) {
      case "google_bigquery_table" -> {
        uris.addAll(attempt.at("external_data_configuration.0.source_uris").items());
        dataset = attempt.text("dataset_id");
      }
      case "google_bigquery_job" -> {
        uris.addAll(attempt.at("load.0.source_uris").items());
        dataset = attempt.text("load.0.destination_table.0.dataset_id");
      }
      default -> {
        return Optional.empty();
      }
    }
    Optional<String> target = location(world, "google_bigquery_dataset", dataset(attempt, dataset));
    for (Value uri : uris) {
      Optional<String> source = location(world, "google_storage_bucket", bucket(uri));
      if (target.isPresent() && source.isPresent() && !suits(source.get(), target.get())) {
        return Rule.Refusal.of(
            attempt,
            GoogleError.of(
                attempt,
                400,
                "Cannot read and write in different locations: source: %s, destination: %s"
                    .formatted(shown(source.get()), shown(target.get())),
                "invalid"));
      }
    }
    return Optional.empty();
  }

  /** {@code lake} of {@code gs://lake/trips/*.parquet}. */
  private static String bucket(Value uri) {
    String text = uri.textOrEmpty();
    if (!text.startsWith("gs://")) {
      return "";
    }
    int slash = text.indexOf('/', 5);
    return slash < 0 ? text.substring(5) : text.substring(5, slash);
  }

  private static String dataset(Attempt attempt, String id) {
    return id.startsWith("projects/")
        ? id
        : "projects/%s/datasets/%s".formatted(attempt.project(), id);
  }

  private static Optional<String> location(World world, String type, String id) {
    return world
        .find(type, id)
        .map(StoredObject::state)
        .map(state -> state.path("location"))
        .map(JsonNode::asText)
        .filter(text -> !text.isEmpty());
  }

  /** Whether a dataset there may read a bucket there. */
  static boolean suits(String bucket, String dataset) {
    String from = bucket.toUpperCase(Locale.ROOT);
    String to = dataset.toUpperCase(Locale.ROOT);
    String region = bucket.toLowerCase(Locale.ROOT);
    if (from.equals(to)) {
      return true;
    }
    if (WITHIN.containsKey(to)) {
      boolean inside =
          WITHIN.get(to).stream().anyMatch(region::startsWith)
              && !(to.equals("EU") && OUTSIDE_EU.contains(region));
      return inside || DUAL.getOrDefault(from, Set.of()).stream().anyMatch(each -> suits(each, to));
    }
    return DUAL.getOrDefault(from, Set.of()).contains(dataset.toLowerCase(Locale.ROOT));
  }

  /** Multi-regions in capitals, regions in small letters, as BigQuery writes them. */
  private static String shown(String location) {
    return location.contains("-") ? location.toLowerCase(Locale.ROOT) : location;
  }
}
