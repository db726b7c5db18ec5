package tollgate.sandbox.provider;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.sandbox.value.Digests;
import tollgate.schema.ResourceSchema;
import tollgate.schema.value.Value;

/**
 * What Google answers for the main types, as texts with places: {@code {{argument}}} is another
 * attribute, {@code {{#number}}} the project's number, {@code {{#md5}}} and the like check sums of
 * the content, {@code {{#hex}}} and {@code {{#digits}}} invented.
 */
final class Results {
  private static final String COMPUTE = "https://www.googleapis.com/compute/v1/";

  private static final Map<String, Map<String, String>> BY_TYPE =
      Map.ofEntries(
          type(
              "google_storage_bucket",
              "url",
              "gs://{{name}}",
              "self_link",
              "https://www.googleapis.com/storage/v1/b/{{name}}",
              "project_number",
              "{{#number}}"),
          type(
              "google_storage_bucket_object",
              "output_name",
              "{{name}}",
              "md5hash",
              "{{#md5}}",
              "md5hexhash",
              "{{#md5hex}}",
              "crc32c",
              "{{#crc32c}}",
              "self_link",
              "https://www.googleapis.com/storage/v1/b/{{bucket}}/o/{{name}}",
              "media_link",
              "https://storage.googleapis.com/download/storage/v1/b/{{bucket}}/o/{{name}}?alt=media"),
          type(
              "google_bigquery_dataset",
              "self_link",
              "https://bigquery.googleapis.com/bigquery/v2/projects/{{project}}/datasets/{{dataset_id}}"),
          type(
              "google_bigquery_table",
              "self_link",
              "https://bigquery.googleapis.com/bigquery/v2/projects/{{project}}/datasets/{{dataset_id}}/tables/{{table_id}}"),
          type(
              "google_service_account",
              "name",
              "projects/{{project}}/serviceAccounts/{{email}}",
              "unique_id",
              "{{#digits}}"),
          type(
              "google_secret_manager_secret", "name", "projects/{{#number}}/secrets/{{secret_id}}"),
          type(
              "google_secret_manager_secret_version",
              "version",
              "1",
              "name",
              "{{secret}}/versions/1"),
          type(
              "google_cloud_run_v2_service",
              "uri",
              "https://{{name}}-{{#number}}.{{location}}.run.app",
              "latest_created_revision",
              "projects/{{project}}/locations/{{location}}/services/{{name}}/revisions/{{name}}-00001-abc",
              "latest_ready_revision",
              "projects/{{project}}/locations/{{location}}/services/{{name}}/revisions/{{name}}-00001-abc",
              "creator",
              "sandbox@example.com",
              "last_modifier",
              "sandbox@example.com"),
          type(
              "google_sql_database_instance",
              "connection_name",
              "{{project}}:{{region}}:{{name}}",
              "self_link",
              "https://sqladmin.googleapis.com/sql/v1beta4/projects/{{project}}/instances/{{name}}",
              "service_account_email_address",
              "p{{#number}}-{{#hex}}@gcp-sa-cloud-sql.iam.gserviceaccount.com"),
          type(
              "google_sql_database",
              "self_link",
              "https://sqladmin.googleapis.com/sql/v1beta4/projects/{{project}}/instances/{{instance}}/databases/{{name}}"),
          type(
              "google_artifact_registry_repository",
              "name",
              "{{repository_id}}",
              "registry_uri",
              "{{location}}-docker.pkg.dev/{{project}}/{{repository_id}}"),
          type("google_project_iam_custom_role", "name", "projects/{{project}}/roles/{{role_id}}"),
          type(
              "google_logging_project_sink",
              "writer_identity",
              "serviceAccount:service-{{#number}}@gcp-sa-logging.iam.gserviceaccount.com"),
          type(
              "google_monitoring_alert_policy",
              "name",
              "projects/{{project}}/alertPolicies/{{#digits}}"),
          type(
              "google_monitoring_notification_channel",
              "name",
              "projects/{{project}}/notificationChannels/{{#digits}}"),
          type(
              "google_monitoring_uptime_check_config",
              "uptime_check_id",
              "{{display_name}}-{{#hex}}",
              "name",
              "projects/{{project}}/uptimeCheckConfigs/{{uptime_check_id}}"),
          type("google_billing_budget", "name", "{{#uuid}}"),
          type(
              "google_iam_workload_identity_pool",
              "name",
              "projects/{{#number}}/locations/global/workloadIdentityPools/{{workload_identity_pool_id}}"),
          type(
              "google_iam_workload_identity_pool_provider",
              "name",
              "projects/{{#number}}/locations/global/workloadIdentityPools/{{workload_identity_pool_id}}/providers/{{workload_identity_pool_provider_id}}"),
          type("google_project", "number", "{{#number}}"),
          type("google_pubsub_topic"),
          type("google_compute_network", "gateway_ipv4", ""),
          type("google_vpc_access_connector", "self_link", "{{id}}"));

  private static final Pattern PLACE = Pattern.compile("\\{\\{(#?[a-z0-9_]+)}}");

  private Results() {}

  /** Attribute to text, in the order in which they are to be filled. */
  static Map<String, String> of(String type) {
    return BY_TYPE.getOrDefault(type, Map.of());
  }

  /** What follows from the id. */
  static Map<String, String> late(ResourceSchema type) {
    boolean compute = type.api().filter("compute.googleapis.com"::equals).isPresent();
    return compute ? Map.of("self_link", COMPUTE + "{{id}}") : Map.of("name", "{{id}}");
  }

  /** The text with its places filled; empty when one of them has no value. */
  static Optional<String> fill(String text, Value state, Invention invention) {
    Matcher places = PLACE.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (places.find()) {
      String value =
          switch (places.group(1)) {
            case "#number" -> invention.projectNumber();
            case "#hex" -> invention.hex("result", 10);
            case "#digits" -> invention.digits("result", 19);
            case "#uuid" -> invention.text("", "uid", state);
            case "#md5" -> state.at("content").asText().map(Digests::md5).orElse("");
            case "#md5hex" -> state.at("content").asText().map(Digests::md5Hex).orElse("");
            case "#crc32c" -> state.at("content").asText().map(Digests::crc32c).orElse("");
            default -> state.at(places.group(1)).textOrEmpty();
          };
      if (value.isEmpty()) {
        return Optional.empty();
      }
      places.appendReplacement(filled, Matcher.quoteReplacement(value));
    }
    return Optional.of(places.appendTail(filled).toString());
  }

  private static Map.Entry<String, Map<String, String>> type(String type, String... pairs) {
    Map<String, String> results = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      results.put(pairs[i], pairs[i + 1]);
    }
    return Map.entry(type, results);
  }
}
