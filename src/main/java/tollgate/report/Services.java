package tollgate.report;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Which of Google's services a resource type belongs to, under the name people know it by. */
final class Services {
  /** By the longest prefix of the type that is here, without {@code google_}. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("artifact_registry", "Artifact Registry"),
          Map.entry("bigquery", "BigQuery"),
          Map.entry("billing", "Billing"),
          Map.entry("cloud_run", "Cloud Run"),
          Map.entry("cloud_scheduler", "Cloud Scheduler"),
          Map.entry("cloudbuild", "Cloud Build"),
          Map.entry("cloudfunctions", "Cloud Functions"),
          Map.entry("cloudfunctions2", "Cloud Functions"),
          Map.entry("composer", "Composer"),
          Map.entry("compute", "Compute Engine"),
          Map.entry("compute_address", "Networking"),
          Map.entry("compute_firewall", "Networking"),
          Map.entry("compute_forwarding", "Networking"),
          Map.entry("compute_global", "Networking"),
          Map.entry("compute_network", "Networking"),
          Map.entry("compute_router", "Networking"),
          Map.entry("compute_subnetwork", "Networking"),
          Map.entry("container", "Kubernetes Engine"),
          Map.entry("dataproc", "Dataproc"),
          Map.entry("dns", "Cloud DNS"),
          Map.entry("filestore", "Filestore"),
          Map.entry("iap", "Identity-Aware Proxy"),
          Map.entry("kms", "Cloud KMS"),
          Map.entry("logging", "Logging"),
          Map.entry("monitoring", "Monitoring"),
          Map.entry("project", "Project and IAM"),
          Map.entry("pubsub", "Pub/Sub"),
          Map.entry("redis", "Memorystore"),
          Map.entry("secret_manager", "Secret Manager"),
          Map.entry("service_account", "Project and IAM"),
          Map.entry("service_networking", "Networking"),
          Map.entry("spanner", "Spanner"),
          Map.entry("sql", "Cloud SQL"),
          Map.entry("storage", "Cloud Storage"),
          Map.entry("vertex_ai", "Vertex AI"),
          Map.entry("vpc_access", "Networking"),
          Map.entry("workbench", "Workbench"));

  private Services() {}

  /** {@code Cloud SQL}; for a type that is not known here its own first word. */
  static String of(String type) {
    String rest = type.startsWith("google_") ? type.substring("google_".length()) : type;
    for (String prefix = rest; !prefix.isEmpty(); prefix = shorter(prefix)) {
      Optional<String> name = Optional.ofNullable(NAMES.get(prefix));
      if (name.isPresent()) {
        return name.get();
      }
    }
    String word = rest.substring(0, rest.indexOf('_') < 0 ? rest.length() : rest.indexOf('_'));
    return word.isEmpty()
        ? type
        : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static String shorter(String prefix) {
    return prefix.substring(0, Math.max(0, prefix.lastIndexOf('_')));
  }
}
