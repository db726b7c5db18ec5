package tollgate.guard;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.ResourceChange;
import tollgate.plan.Values;

/** What goes with an object that is deleted or made anew, and what keeps it from that. */
public final class Deletion {
  /** Types in which people or programs put what is gone with them. */
  private static final Set<String> HOLDS_DATA =
      Set.of(
          "google_storage_bucket",
          "google_storage_bucket_object",
          "google_bigquery_dataset",
          "google_bigquery_table",
          "google_sql_database_instance",
          "google_sql_database",
          "google_compute_instance",
          "google_compute_disk",
          "google_compute_region_disk",
          "google_compute_snapshot",
          "google_filestore_instance",
          "google_filestore_backup",
          "google_filestore_snapshot",
          "google_secret_manager_secret",
          "google_artifact_registry_repository",
          "google_pubsub_topic",
          "google_pubsub_subscription",
          "google_kms_crypto_key",
          "google_kms_crypto_key_version",
          "google_bigtable_instance",
          "google_bigtable_table",
          "google_spanner_instance",
          "google_spanner_database",
          "google_firestore_database",
          "google_redis_instance",
          "google_container_cluster",
          "google_project");

  /** Types that hold nothing but a password, which nobody can read back. */
  private static final Set<String> HOLDS_PASSWORD =
      Set.of("google_secret_manager_secret_version", "google_sql_user");

  private Deletion() {}

  /** Whether data that is in the object is lost with it. */
  public static boolean losesData(ResourceChange change) {
    return HOLDS_DATA.contains(change.type()) && !leavesInPlace(change.before());
  }

  /** Whether data is lost, or a password. */
  static boolean loses(ResourceChange change) {
    return losesData(change)
        || (HOLDS_PASSWORD.contains(change.type()) && !leavesInPlace(change.before()));
  }

  /** The argument that keeps the object from being deleted, with its value where that says more. */
  public static Optional<String> protection(ResourceChange change) {
    Values before = change.before();
    if (before.get("deletion_protection").isTrue()) {
      return Optional.of("deletion_protection");
    }
    if (before.get("settings.deletion_protection_enabled").isTrue()) {
      return Optional.of("settings.deletion_protection_enabled");
    }
    return policy(before).equals("PREVENT")
        ? Optional.of("deletion_policy PREVENT")
        : Optional.empty();
  }

  private static boolean leavesInPlace(Values before) {
    return Set.of("ABANDON", "DISABLE").contains(policy(before));
  }

  private static String policy(Values before) {
    return before.get("deletion_policy").text().orElse("").toUpperCase(Locale.ROOT);
  }
}
