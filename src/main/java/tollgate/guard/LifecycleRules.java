package tollgate.guard;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tollgate.plan.Action;
import tollgate.plan.Values;

/** What a plan deletes or replaces. */
final class LifecycleRules {
  /** Types whose deletion loses what people or programs have put in. */
  static final Set<String> DATA =
      Set.of(
          "google_storage_bucket",
          "google_storage_bucket_object",
          "google_bigquery_dataset",
          "google_bigquery_table",
          "google_sql_database_instance",
          "google_sql_database",
          "google_sql_user",
          "google_compute_instance",
          "google_compute_disk",
          "google_compute_region_disk",
          "google_compute_snapshot",
          "google_filestore_instance",
          "google_filestore_backup",
          "google_filestore_snapshot",
          "google_secret_manager_secret",
          "google_secret_manager_secret_version",
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

  private LifecycleRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.deny("lifecycle/protected")
            .good("No plan deletes or replaces what is protected.")
            .why(
                "The provider refuses it only during apply, after the parts around it are already"
                    + " gone.")
            .fix(
                "Keep the object, or take its protection off in a deploy of its own"
                    + " (`tollgate destroy --unprotect`).")
            .source("https://github.com/hashicorp/terraform-provider-google/issues/15204")
            .absolute()
            .check(Check.destroyed(s -> true, LifecycleRules::protectedObject)),
        Rule.warn("lifecycle/destroys-data")
            .good("No plan deletes or replaces what holds data.")
            .why("What is in it is gone with it; a deploy asks for `--approve destructive`.")
            .fix(
                "Read what forces the replacement and undo that change, or take a copy of the data"
                    + " first.")
            .source("docs/rules.md#approvals")
            .check(Check.destroyed(LifecycleRules::losesData, LifecycleRules::destroysData)));
  }

  /** Whether deleting the object loses data, rather than leaving it where it is. */
  static boolean losesData(Subject s) {
    return DATA.contains(s.type())
        && s.change().action().destroys()
        && !leavesInPlace(s.change().before());
  }

  private static boolean leavesInPlace(Values before) {
    String policy = before.get("deletion_policy").text().orElse("").toUpperCase(Locale.ROOT);
    return policy.equals("ABANDON") || policy.equals("DISABLE");
  }

  private static Finding protectedObject(Subject s) {
    Values before = s.change().before();
    String by =
        before.get("deletion_protection").isTrue()
            ? "deletion_protection"
            : before.get("settings.deletion_protection_enabled").isTrue()
                ? "settings.deletion_protection_enabled"
                : before
                        .get("deletion_policy")
                        .text()
                        .filter("PREVENT"::equalsIgnoreCase)
                        .isPresent()
                    ? "deletion_policy PREVENT"
                    : "";
    return by.isEmpty()
        ? Finding.good()
        : Finding.bad(
            "This plan %s it, and %s protects it."
                .formatted(s.change().action() == Action.REPLACE ? "replaces" : "deletes", by));
  }

  private static Finding destroysData(Subject s) {
    Values before = s.change().before();
    String what =
        s.change().action() == Action.REPLACE
            ? "It is deleted and made anew, empty"
            : "It is deleted with everything in it";
    boolean onlyIfEmpty =
        (s.type().equals("google_storage_bucket") && before.get("force_destroy").isFalse())
            || (s.type().equals("google_bigquery_dataset")
                && before.get("delete_contents_on_destroy").isFalse());
    return Finding.bad(what + (onlyIfEmpty ? " (apply fails while something is in it)." : "."));
  }
}
