package tollgate.sandbox.cloud;

import java.util.Locale;
import java.util.Map;

/** What Google says to somebody who may not. */
final class Permissions {
  /** Who calls in the sandbox, when no account is impersonated. */
  static final String CALLER = "sandbox@example.com";

  private Permissions() {}

  static GoogleError denied(Attempt attempt) {
    String api = attempt.schema().api().orElse("cloudresourcemanager.googleapis.com");
    String permission = permission(attempt, api);
    String project = attempt.project();
    String caller = attempt.provider().impersonated().orElse(CALLER);
    return switch (api) {
      case "storage.googleapis.com" ->
          GoogleError.of(
              attempt,
              403,
              "%s does not have %s access to the Google Cloud %s. Permission '%s' denied on resource (or it may not exist)."
                  .formatted(
                      caller,
                      permission,
                      attempt.operation() == Operation.CREATE ? "project" : "Storage bucket",
                      permission),
              "forbidden");
      case "bigquery.googleapis.com" ->
          GoogleError.of(
              attempt,
              403,
              "Access Denied: Project %s: User does not have %s permission in project %s."
                  .formatted(project, permission, project),
              "accessDenied");
      case "compute.googleapis.com" ->
          GoogleError.of(
              attempt,
              403,
              "Required '%s' permission for '%s'".formatted(permission, attempt.id()),
              "forbidden");
      case "sqladmin.googleapis.com" ->
          GoogleError.of(
              attempt, 403, "The client is not authorized to make this request.", "notAuthorized");
      case "cloudresourcemanager.googleapis.com" ->
          GoogleError.of(attempt, 403, "Policy update access denied.", "forbidden");
      default -> {
        String on = Phrases.isGrant(attempt.type()) ? attempt.id() : "projects/" + project;
        yield GoogleError.of(
                attempt,
                403,
                "Permission '%s' denied on resource '//%s/%s' (or it may not exist)."
                    .formatted(permission, api, on),
                "forbidden")
            .info("IAM_PERMISSION_DENIED", api, Map.of("permission", permission, "resource", on));
      }
    };
  }

  /** {@code compute.instances.create} for a machine that is being created. */
  private static String permission(Attempt attempt, String api) {
    String product = api.substring(0, Math.max(0, api.indexOf('.')));
    if (product.equals("sqladmin")) {
      product = "cloudsql";
    }
    if (Phrases.isGrant(attempt.type())) {
      String parent = attempt.type().replaceAll("_iam_[a-z_]+$", "");
      return "%s.%s.setIamPolicy".formatted(product, things(parent));
    }
    return "%s.%s.%s".formatted(product, things(attempt.type()), attempt.operation().verb());
  }

  /** {@code instances} of {@code google_compute_instance}. */
  private static String things(String type) {
    String kind = Phrases.kind(type);
    String name = kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
    if (name.endsWith("y")) {
      return name.substring(0, name.length() - 1) + "ies";
    }
    return name.endsWith("s") ? name + "es" : name + "s";
  }
}
