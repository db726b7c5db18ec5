package tollgate.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tollgate.plan.Attr;
import tollgate.plan.Values;

/** Buckets and datasets: how long data stays, who can lose it, where it lies. */
final class DataRules {
  private static final String BUCKET = "google_storage_bucket";
  private static final String DATASET = "google_bigquery_dataset";

  private DataRules() {}

  static List<Rule> all() {
    return List.of(
        Rule.warn("access/bucket-public-prevention")
            .good("A bucket can never be made public.")
            .why("Without it, one grant to allUsers by anybody with the right opens every file.")
            .fix("Set public_access_prevention to enforced.")
            .source("https://cloud.google.com/storage/docs/public-access-prevention; CKV_GCP_114")
            .each(BUCKET, DataRules::publicPrevention),
        Rule.warn("access/bucket-uniform-access")
            .good("Access to a bucket is governed in one place.")
            .why("With access lists on, single files can be open although the bucket is not.")
            .fix("Set uniform_bucket_level_access to true.")
            .source(
                "https://cloud.google.com/storage/docs/uniform-bucket-level-access; CKV_GCP_29,"
                    + " GCP-0002")
            .each(
                BUCKET,
                s ->
                    s.mustBeTrue(
                        "uniform_bucket_level_access",
                        "Single files of this bucket can have access rules of their own.")),
        Rule.warn("data/bucket-lifecycle")
            .good("A bucket says what becomes of old files.")
            .why("Files that nobody deletes are billed every month for ever.")
            .fix("Add a lifecycle_rule, or autoclass.")
            .source("https://cloud.google.com/storage/docs/lifecycle")
            .each(BUCKET, DataRules::lifecycle),
        Rule.warn("cost/bucket-versions")
            .good("A bucket that keeps old versions also says when they go.")
            .why("Each overwritten or deleted file stays, and is billed like a living one.")
            .fix("Add a lifecycle_rule with num_newer_versions or days_since_noncurrent_time.")
            .source(
                "https://cloud.google.com/storage/docs/object-versioning; CKV_GCP_78 and"
                    + " GCP-0078 ask for versions")
            .each(BUCKET, DataRules::versions),
        Rule.deny("data/retention-lock")
            .good("No retention policy is locked.")
            .why(
                "A lock can never be undone: neither files nor bucket nor project can be deleted"
                    + " before the time is up, and all of it is billed.")
            .fix("Leave is_locked out; an unlocked retention policy protects too.")
            .source(
                "https://cloud.google.com/storage/docs/bucket-lock; CKV2_GCP_4 asks for the opposite"
                    + " where logs are kept")
            .each(
                BUCKET,
                s ->
                    s.mustNotBeTrue(
                        "retention_policy.is_locked",
                        "The retention policy is locked, which can never be undone.")),
        Rule.warn("data/bucket-force-destroy")
            .good("A bucket with files in it cannot be deleted by accident.")
            .why("force_destroy deletes every file together with the bucket, without asking.")
            .fix("Leave force_destroy out; `tollgate destroy --delete-data` sets it when needed.")
            .source(
                "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/storage_bucket")
            .each(
                BUCKET,
                s ->
                    s.mustNotBeTrue(
                        "force_destroy", "Deleting this bucket deletes every file in it.")),
        Rule.warn("data/dataset-expiration")
            .good("A dataset says how long tables or partitions live.")
            .why("Forgotten tables are billed every month for ever.")
            .fix("Set default_table_expiration_ms or default_partition_expiration_ms.")
            .source("https://cloud.google.com/bigquery/docs/updating-datasets#table-expiration")
            .each(DATASET, DataRules::expiration),
        Rule.warn("data/dataset-delete-contents")
            .good("A dataset with tables in it cannot be deleted by accident.")
            .why("delete_contents_on_destroy deletes every table together with the dataset.")
            .fix("Leave it out; `tollgate destroy --delete-data` sets it when needed.")
            .source(
                "https://registry.terraform.io/providers/hashicorp/google/7.45.0/docs/resources/bigquery_dataset")
            .each(
                DATASET,
                s ->
                    s.mustNotBeTrue(
                        "delete_contents_on_destroy",
                        "Deleting this dataset deletes every table in it.")),
        Rule.warn("data/locations-apart")
            .good("Every dataset has a bucket it can load from.")
            .why("BigQuery reads and writes only buckets that lie in the dataset's own location.")
            .fix("Give buckets and datasets one location (`data_location`).")
            .source("https://cloud.google.com/bigquery/docs/locations#data-locations")
            .check(DataRules::locations),
        Rule.warn("cost/partition-filter")
            .good("A partitioned table is only read through its partitions.")
            .why("A query without a filter on the partition reads, and bills, the whole table.")
            .fix("Set require_partition_filter to true.")
            .source("https://cloud.google.com/bigquery/docs/querying-partitioned-tables")
            .each("google_bigquery_table", DataRules::partitionFilter),
        Rule.warn("cost/registry-cleanup")
            .good("An image repository throws old images away.")
            .why("Every pushed image stays and is billed by the gigabyte, about 1 GB each.")
            .fix("Add cleanup_policies that keep the last few versions.")
            .source("https://cloud.google.com/artifact-registry/docs/repositories/cleanup-policy")
            .each(
                "google_artifact_registry_repository",
                s -> s.mustHave("cleanup_policies", "Nothing deletes old images.")),
        Rule.warn("cost/secret-replicas")
            .good("A secret is kept once.")
            .why("Each replica of each version is billed like a version of its own.")
            .fix("Use replication.auto, or one location.")
            .source("https://cloud.google.com/secret-manager/pricing")
            .each("google_secret_manager_secret", DataRules::replicas),
        Rule.warn("cost/log-retention")
            .good("Logs are kept for the 30 days that cost nothing.")
            .why("Every further month of retention is billed by the gigabyte.")
            .fix("Set retention_days to 30.")
            .source("https://cloud.google.com/stackdriver/pricing")
            .check(
                Check.standing(
                    Set.of(
                        "google_logging_project_bucket_config",
                        "google_logging_folder_bucket_config",
                        "google_logging_organization_bucket_config"),
                    DataRules::logRetention)),
        Rule.warn("cost/snapshot-retention")
            .good("Scheduled snapshots are thrown away after a time.")
            .why("A snapshot a day that nobody deletes is 365 of them a year.")
            .fix("Add retention_policy with max_retention_days.")
            .source("https://cloud.google.com/compute/docs/disks/scheduled-snapshots")
            .each("google_compute_resource_policy", DataRules::snapshots),
        Rule.warn("cost/budget-thresholds")
            .good("A budget says at which share it mails somebody.")
            .why("A budget without thresholds never says a word.")
            .fix("Add threshold_rules at 50, 90 and 100 %.")
            .source("https://cloud.google.com/billing/docs/how-to/budgets")
            .each(
                "google_billing_budget",
                s -> s.mustHave("threshold_rules", "This budget never says a word.")));
  }

  private static Finding publicPrevention(Subject s) {
    Attr prevention = s.written("public_access_prevention");
    if (prevention.isUnknown()) {
      return Finding.unknown("Whether the bucket can be made public is not known before apply.");
    }
    return prevention.text().filter("enforced"::equals).isPresent()
        ? Finding.good()
        : Finding.bad("This bucket can be made public.");
  }

  private static Finding lifecycle(Subject s) {
    Attr rules = s.written("lifecycle_rule");
    if (s.get("autoclass.enabled").isTrue() || !s.blocks("lifecycle_rule").isEmpty()) {
      return Finding.good();
    }
    return rules.isUnknown()
        ? Finding.unknown("What becomes of old files is not known before apply.")
        : Finding.bad("Nothing becomes of old files.");
  }

  private static Finding versions(Subject s) {
    Attr keeps = s.written("versioning.enabled");
    if (keeps.isUnknown()) {
      return Finding.unknown("Whether old versions are kept is not known before apply.");
    }
    boolean ends =
        s.blocks("lifecycle_rule").stream()
            .map(rule -> rule.block("condition"))
            .anyMatch(DataRules::endsVersions);
    return keeps.isTrue() && !ends
        ? Finding.bad("Old versions are kept for ever.")
        : Finding.good();
  }

  private static boolean endsVersions(Values condition) {
    return condition.get("num_newer_versions").number().filter(n -> n.signum() > 0).isPresent()
        || condition
            .get("days_since_noncurrent_time")
            .number()
            .filter(n -> n.signum() > 0)
            .isPresent()
        || condition.get("with_state").text().filter("ARCHIVED"::equals).isPresent()
        || condition.get("noncurrent_time_before").isKnown();
  }

  private static Finding expiration(Subject s) {
    Attr tables = s.written("default_table_expiration_ms");
    Attr partitions = s.written("default_partition_expiration_ms");
    if (positive(tables) || positive(partitions)) {
      return Finding.good();
    }
    return tables.isUnknown() || partitions.isUnknown()
        ? Finding.unknown("How long tables live is not known before apply.")
        : Finding.bad("Tables of this dataset live for ever.");
  }

  private static boolean positive(Attr attr) {
    return attr.number().filter(n -> n.signum() > 0).isPresent();
  }

  private static List<Finding> locations(Scene scene) {
    List<Subject> buckets = scene.standing(BUCKET);
    List<Finding> findings = new ArrayList<>();
    for (Subject dataset : buckets.isEmpty() ? List.<Subject>of() : scene.standing(DATASET)) {
      Attr location = dataset.get("location");
      boolean unknown =
          location.isUnknown() || buckets.stream().anyMatch(b -> b.get("location").isUnknown());
      String here = location.text().orElse("US");
      boolean near =
          buckets.stream()
              .flatMap(bucket -> bucket.get("location").text().stream())
              .anyMatch(there -> loads(here, there));
      Finding finding =
          near
              ? Finding.good()
              : unknown
                  ? Finding.unknown("Where buckets and dataset lie is not known before apply.")
                  : Finding.bad("No bucket lies where this dataset can load from: " + here + ".");
      findings.add(finding.at(dataset));
    }
    return findings;
  }

  /** Same place, or a regional bucket inside the dataset's multi-region, or the other way. */
  private static boolean loads(String dataset, String bucket) {
    String one = dataset.toLowerCase(Locale.ROOT);
    String other = bucket.toLowerCase(Locale.ROOT);
    return one.equals(other)
        || (isMulti(one) && continent(one).equals(continent(other)))
        || (isMulti(other) && continent(one).equals(continent(other)));
  }

  private static boolean isMulti(String location) {
    return location.indexOf('-') < 0;
  }

  private static String continent(String location) {
    return location.startsWith("us") || location.startsWith("nam")
        ? "us"
        : location.startsWith("eu") ? "eu" : location.startsWith("asia") ? "asia" : location;
  }

  private static Finding partitionFilter(Subject s) {
    boolean partitioned = s.now().has("time_partitioning") || s.now().has("range_partitioning");
    if (!partitioned) {
      return Finding.good();
    }
    if (s.get("time_partitioning.require_partition_filter").isTrue()) {
      return Finding.good();
    }
    return s.mustBeTrue(
        "require_partition_filter", "Every query may read the whole partitioned table.");
  }

  private static Finding replicas(Subject s) {
    int replicas = s.blocks("replication.user_managed.replicas").size();
    if (s.now().get("replication.user_managed.replicas").isUnknown()) {
      return Finding.unknown("How often the secret is kept is not known before apply.");
    }
    return replicas > 1
        ? Finding.bad(
            "Each version of this secret is kept, and billed, %d times.".formatted(replicas))
        : Finding.good();
  }

  private static Finding logRetention(Subject s) {
    Attr days = s.get("retention_days");
    if (days.isUnknown()) {
      return Finding.unknown("How long logs are kept is not known before apply.");
    }
    Optional<Integer> kept = days.number().map(n -> n.intValue());
    return kept.filter(n -> n > 30).isPresent()
        ? Finding.bad("Logs are kept for %d days.".formatted(kept.get()))
        : Finding.good();
  }

  private static Finding snapshots(Subject s) {
    if (!s.now().has("snapshot_schedule_policy")) {
      return Finding.good();
    }
    return s.mustHave(
        "snapshot_schedule_policy.retention_policy", "Nothing deletes these snapshots.");
  }
}
