package stacks;

import static java.util.Map.entry;

import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which of Google's roles let somebody make, change and delete resources of some types. Each is
 * granted on the project, since what it makes is not there yet.
 */
final class DeployerRoles {
  /** Changes who may do what on the project; its holder is limited to some roles. */
  static final String PROJECT_GRANTS = "resourcemanager.projectIamAdmin";

  /** A type with its billing account's role, which nobody in the project can grant. */
  private static final String ELSEWHERE = "";

  /**
   * By the beginning of the type's name, the longest counts. What the roles hold:
   * cloud.google.com/iam/docs/roles-permissions.
   */
  private static final TreeMap<String, String> BY_TYPE =
      new TreeMap<>(
          Map.ofEntries(
              entry("google_artifact_registry_", "artifactregistry.admin"),
              entry("google_bigquery_", "bigquery.dataOwner"),
              // On the billing account: billing.costsManager.
              entry("google_billing_", ELSEWHERE),
              entry("google_cloud_run_", "run.admin"),
              entry("google_cloud_scheduler_", "cloudscheduler.admin"),
              entry("google_compute_", "compute.instanceAdmin.v1"),
              entry("google_compute_firewall", "compute.securityAdmin"),
              entry("google_compute_global_address", "compute.networkAdmin"),
              entry("google_compute_network", "compute.networkAdmin"),
              entry("google_compute_router", "compute.networkAdmin"),
              entry("google_compute_subnetwork", "compute.networkAdmin"),
              entry("google_filestore_", "file.editor"),
              entry("google_iam_workload_identity_pool", "iam.workloadIdentityPoolAdmin"),
              entry("google_iap_", "iap.admin"),
              // On the key, which may lie in another project: cloudkms.admin.
              entry("google_kms_crypto_key_iam_member", ELSEWHERE),
              entry("google_logging_", "logging.configWriter"),
              entry("google_monitoring_alert_policy", "monitoring.alertPolicyEditor"),
              entry(
                  "google_monitoring_notification_channel", "monitoring.notificationChannelEditor"),
              entry("google_project_iam_custom_role", "iam.roleAdmin"),
              entry("google_project_iam_member", PROJECT_GRANTS),
              entry("google_project_service", "serviceusage.serviceUsageAdmin"),
              entry("google_pubsub_", "pubsub.admin"),
              entry("google_secret_manager_", "secretmanager.admin"),
              entry("google_service_account", "iam.serviceAccountAdmin"),
              entry("google_service_networking_", "servicenetworking.networksAdmin"),
              entry("google_sql_", "cloudsql.admin"),
              entry("google_storage_", "storage.admin"),
              entry("google_vpc_access_", "vpcaccess.admin")));

  private DeployerRoles() {}

  /**
   * The roles, without {@code roles/}, sorted.
   *
   * @throws IllegalArgumentException when no role is known for a type
   */
  static SortedSet<String> of(Collection<String> resourceTypes) {
    SortedSet<String> roles = new TreeSet<>();
    for (String type : resourceTypes) {
      String role = role(type);
      if (!role.equals(ELSEWHERE)) {
        roles.add(role);
      }
    }
    return roles;
  }

  private static String role(String type) {
    for (Map.Entry<String, String> known : BY_TYPE.descendingMap().entrySet()) {
      if (type.startsWith(known.getKey())) {
        return known.getValue();
      }
    }
    throw new IllegalArgumentException(
        "No role is known that makes %s: add it to the table in %s."
            .formatted(type, DeployerRoles.class.getName()));
  }
}
