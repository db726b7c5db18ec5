package tollgate.sandbox.cloud;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the provider introduces an error of Google's, and what it calls things. */
public final class Phrases {
  private static final Pattern GRANT =
      Pattern.compile("google_(.+)_iam_(member|binding|policy|audit_config)");

  /** Products whose name has several words; what follows is the kind of thing. */
  private static final List<String> PRODUCTS =
      List.of(
          "access_context_manager_",
          "app_engine_",
          "artifact_registry_",
          "binary_authorization_",
          "certificate_manager_",
          "cloud_asset_",
          "cloud_identity_",
          "cloud_run_v2_",
          "cloud_run_",
          "cloud_scheduler_",
          "cloud_tasks_",
          "data_catalog_",
          "data_fusion_",
          "data_loss_prevention_",
          "identity_platform_",
          "network_connectivity_",
          "network_security_",
          "network_services_",
          "resource_manager_",
          "secret_manager_",
          "service_networking_",
          "vertex_ai_",
          "vpc_access_");

  private Phrases() {}

  /** True for members, bindings and policies of any resource. */
  static boolean isGrant(String type) {
    return GRANT.matcher(type).matches();
  }

  /** {@code google_secret_manager_secret} is spoken of as a Secret. */
  public static String kind(String type) {
    String rest = type.startsWith("google_") ? type.substring(7) : type;
    for (String product : PRODUCTS) {
      if (rest.startsWith(product)) {
        return camel(rest.substring(product.length()));
      }
    }
    int end = rest.indexOf('_');
    return camel(end < 0 ? rest : rest.substring(end + 1));
  }

  /** The whole sentence: what the provider was at, and Google's error. */
  static String sentence(Attempt attempt, GoogleError error) {
    return beginning(attempt) + error.text();
  }

  /** How the provider introduces an operation that was begun and failed. */
  public static String waiting(Attempt attempt) {
    if (attempt.operation() == Operation.PLAN || attempt.operation() == Operation.READ) {
      return beginning(attempt);
    }
    if (attempt.type().equals("google_compute_instance")) {
      return "Error waiting for instance to %s: ".formatted(attempt.operation().verb());
    }
    String kind = kind(attempt.type());
    String doing = attempt.operation().doing();
    return "Error waiting to %s %s: Error waiting for %s %s: "
        .formatted(attempt.operation().verb(), kind, camel(doing), kind);
  }

  private static String beginning(Attempt attempt) {
    Matcher grant = GRANT.matcher(attempt.type());
    if (grant.matches()) {
      return granting(attempt, grant);
    }
    String name = attempt.name();
    return switch (attempt.operation()) {
      case PLAN -> "";
      case READ ->
          "Error when reading or editing %s \"%s\": "
              .formatted(camel(attempt.type().substring("google_".length())), attempt.id());
      case CREATE ->
          switch (attempt.type()) {
            case "google_storage_bucket" -> "";
            case "google_service_account" -> "Error creating service account: ";
            case "google_compute_instance" -> "Error creating instance: ";
            case "google_sql_database_instance" ->
                "Error, failed to create instance %s: ".formatted(name);
            case "google_sql_user" ->
                "Error, failed to insert user %s into instance %s: "
                    .formatted(name, attempt.text("instance"));
            case "google_project_service" ->
                "Error when reading or editing Project Service %s: ".formatted(attempt.id());
            default -> "Error creating %s: ".formatted(kind(attempt.type()));
          };
      case UPDATE ->
          switch (attempt.type()) {
            case "google_storage_bucket" -> "";
            case "google_sql_database_instance" ->
                "Error, failed to update instance settings for : ";
            case "google_compute_instance" -> "Error updating instance: ";
            default -> "Error updating %s \"%s\": ".formatted(kind(attempt.type()), attempt.id());
          };
      case DELETE ->
          switch (attempt.type()) {
            case "google_storage_bucket" -> "";
            case "google_sql_database_instance" ->
                "Error, failed to delete instance %s: ".formatted(name);
            case "google_compute_instance" -> "Error deleting instance: ";
            default -> "Error when reading or editing %s: ".formatted(kind(attempt.type()));
          };
    };
  }

  private static String granting(Attempt attempt, Matcher grant) {
    String of =
        switch (grant.group(1)) {
          case "project" -> "project \"%s\"".formatted(attempt.project());
          case "storage_bucket" -> "storage bucket \"b/%s\"".formatted(attempt.text("bucket"));
          case "service_account" ->
              "service account '%s'".formatted(attempt.text("service_account_id"));
          case "bigquery_dataset" ->
              "bigquery dataset projects/%s/datasets/%s"
                  .formatted(attempt.project(), attempt.text("dataset_id"));
          default ->
              grant.group(1).replace("_", "").toLowerCase(Locale.ROOT)
                  + " \"%s\"".formatted(parent(attempt));
        };
    String applying =
        attempt.operation() == Operation.READ
            ? "Error retrieving IAM policy for %s: ".formatted(of)
            : "Error applying IAM policy for %s: Error setting IAM policy for %s: "
                .formatted(of, of);
    if (grant.group(1).equals("project")
        && grant.group(2).equals("member")
        && attempt.operation() == Operation.CREATE) {
      // Members of a project are sent in batches, and one by one when the batch fails.
      String request =
          "Create IAM Members %s %s for project \"%s\""
              .formatted(attempt.text("role"), attempt.text("member"), attempt.project());
      return "Request `%s` returned error: Batch request and retried single request \"%s\" both failed. Final error: %s"
          .formatted(request, request.replace("\"", "\\\""), applying);
    }
    return applying;
  }

  /** A grant's id ends in role and member; before them stands what it is on. */
  private static String parent(Attempt attempt) {
    String id = attempt.id();
    int role = id.indexOf("/roles/");
    return role > 0 ? id.substring(0, role) : id;
  }

  static String camel(String words) {
    StringBuilder camel = new StringBuilder();
    for (String word : words.split("_")) {
      if (!word.isEmpty()) {
        camel.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
      }
    }
    return camel.toString();
  }
}
