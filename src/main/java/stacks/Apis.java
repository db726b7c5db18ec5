package stacks;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tollgate.schema.ResourceSchema;
import tollgate.schema.Schema;

/** Which Google APIs must be enabled for some resource types. */
final class Apis {
  /** Enabling others, reading the project and impersonating the deployer's account need these. */
  private static final List<String> ALWAYS =
      List.of(
          "cloudresourcemanager.googleapis.com",
          "iam.googleapis.com",
          "iamcredentials.googleapis.com",
          "serviceusage.googleapis.com");

  /** What a product calls besides its own API. */
  private static final Map<String, List<String>> COMPANIONS =
      Map.of(
          // Cloud SQL's connectors.
          "google_sql_database_instance", List.of("sql-component.googleapis.com"),
          // Logging in to a machine, and the logs that its agent and its system write.
          "google_compute_instance",
              List.of(
                  "oslogin.googleapis.com", "logging.googleapis.com", "monitoring.googleapis.com"),
          "google_cloud_run_v2_service",
              List.of("logging.googleapis.com", "monitoring.googleapis.com"),
          // Reading and writing tables through the storage API, as BigQuery's clients do.
          "google_bigquery_dataset", List.of("bigquerystorage.googleapis.com"),
          "google_billing_budget", List.of("cloudbilling.googleapis.com"));

  private Apis() {}

  /**
   * The APIs, sorted.
   *
   * @throws IllegalArgumentException when the schema does not name a type's API
   */
  static SortedSet<String> of(Collection<String> resourceTypes) {
    SortedSet<String> apis = new TreeSet<>(ALWAYS);
    for (String type : resourceTypes) {
      // What the schema does not know is another provider's, or refused after synth.
      Optional<ResourceSchema> known = Schema.google().resource(type);
      if (known.isPresent()) {
        apis.add(
            known
                .get()
                .api()
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "The provider's schema names no API for %s: add it to the companions in %s."
                                .formatted(type, Apis.class.getName()))));
      }
      apis.addAll(COMPANIONS.getOrDefault(type, List.of()));
    }
    return apis;
  }
}
