package tollgate.sandbox.cloud;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.sandbox.store.StoredObject;

/**
 * A resource needs its API, enabled in its project. Which one is told by the provider's schema. It
 * holds for projects whose APIs Terraform manages: of others the sandbox cannot know what was
 * enabled by hand.
 */
final class EnabledApis {
  private static final String SERVICE = "google_project_service";

  /**
   * On in every new project: "Services enabled by default",
   * https://cloud.google.com/service-usage/docs/enabled-service
   */
  private static final Set<String> FROM_THE_START =
      Set.of(
          "analyticshub.googleapis.com",
          "bigquery.googleapis.com",
          "bigqueryconnection.googleapis.com",
          "bigquerydatapolicy.googleapis.com",
          "bigquerymigration.googleapis.com",
          "bigqueryreservation.googleapis.com",
          "bigquerystorage.googleapis.com",
          "cloudapis.googleapis.com",
          "cloudtrace.googleapis.com",
          "dataform.googleapis.com",
          "dataplex.googleapis.com",
          "datastore.googleapis.com",
          "logging.googleapis.com",
          "monitoring.googleapis.com",
          "servicemanagement.googleapis.com",
          "serviceusage.googleapis.com",
          "sql-component.googleapis.com",
          "storage-api.googleapis.com",
          "storage-component.googleapis.com",
          "storage.googleapis.com");

  /** As Google calls them in its messages. */
  private static final Map<String, String> TITLES =
      Map.ofEntries(
          Map.entry("artifactregistry", "Artifact Registry API"),
          Map.entry("billingbudgets", "Cloud Billing Budget API"),
          Map.entry("cloudbilling", "Cloud Billing API"),
          Map.entry("cloudfunctions", "Cloud Functions API"),
          Map.entry("cloudkms", "Cloud Key Management Service (KMS) API"),
          Map.entry("cloudresourcemanager", "Cloud Resource Manager API"),
          Map.entry("cloudscheduler", "Cloud Scheduler API"),
          Map.entry("composer", "Cloud Composer API"),
          Map.entry("compute", "Compute Engine API"),
          Map.entry("container", "Kubernetes Engine API"),
          Map.entry("dataproc", "Cloud Dataproc API"),
          Map.entry("dns", "Cloud DNS API"),
          Map.entry("file", "Cloud Filestore API"),
          Map.entry("iam", "Identity and Access Management (IAM) API"),
          Map.entry("iamcredentials", "IAM Service Account Credentials API"),
          Map.entry("iap", "Cloud Identity-Aware Proxy API"),
          Map.entry("pubsub", "Cloud Pub/Sub API"),
          Map.entry("run", "Cloud Run Admin API"),
          Map.entry("secretmanager", "Secret Manager API"),
          Map.entry("servicenetworking", "Service Networking API"),
          Map.entry("sqladmin", "Cloud SQL Admin API"),
          Map.entry("storagetransfer", "Storage Transfer API"),
          Map.entry("vpcaccess", "Serverless VPC Access API"));

  static final Rule RULE =
      new Rule(
          "api-enabled",
          "a resource needs its API, enabled in its project (where Terraform manages the APIs)",
          "https://cloud.google.com/service-usage/docs/enabled-service; hashicorp/terraform#29006",
          EnabledApis::check);

  private EnabledApis() {}

  private static Optional<Rule.Refusal> check(Attempt attempt, World world) {
    if (attempt.operation() == Operation.DELETE || attempt.type().equals(SERVICE)) {
      return Optional.empty();
    }
    Optional<String> api = attempt.schema().api();
    if (api.isEmpty()
        || FROM_THE_START.contains(api.get())
        || !manages(world, attempt.project())
        || enabled(world, attempt.project(), api.get())) {
      return Optional.empty();
    }
    return Rule.Refusal.of(attempt, disabled(attempt, api.get()));
  }

  /** Google's words for an API that is off. */
  static GoogleError disabled(Attempt attempt, String api) {
    String number = attempt.projectNumber();
    String visit =
        "https://console.developers.google.com/apis/api/%s/overview?project=%s"
            .formatted(api, number);
    String title = title(api);
    return GoogleError.of(
            attempt,
            403,
            "%s has not been used in project %s before or it is disabled. Enable it by visiting %s then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry."
                .formatted(title, number, visit),
            "accessNotConfigured")
        .info(
            "SERVICE_DISABLED",
            "googleapis.com",
            Map.of(
                "activationUrl", visit,
                "consumer", "projects/" + number,
                "containerInfo", number,
                "service", api,
                "serviceTitle", title));
  }

  private static String title(String api) {
    int dot = api.indexOf('.');
    String name = dot < 0 ? api : api.substring(0, dot);
    return TITLES.getOrDefault(name, "Cloud " + Phrases.camel(name) + " API");
  }

  /** One API alone is an addition to what somebody enabled by hand; two and more are a list. */
  private static boolean manages(World world, String project) {
    return world.all(SERVICE).stream()
            .map(StoredObject::state)
            .filter(state -> state.path("project").asText().equals(project))
            .filter(state -> exists(state.path("service").asText()))
            .limit(2)
            .count()
        == 2;
  }

  /** Whether Google has an API of that name, as far as the sandbox knows them. */
  private static boolean exists(String api) {
    String end = ".googleapis.com";
    return FROM_THE_START.contains(api)
        || (api.endsWith(end) && TITLES.containsKey(api.substring(0, api.length() - end.length())));
  }

  private static boolean enabled(World world, String project, String api) {
    String id = project + "/" + api;
    return world.find(SERVICE, id).isPresent() || world.remnants().since(SERVICE, id).isPresent();
  }
}
