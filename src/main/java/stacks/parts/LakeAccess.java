package stacks.parts;

import tollgate.config.BucketSettings;
import tollgate.config.DatasetSettings;
import tollgate.config.Lake;
import tollgate.config.Principal;

/**
 * How much of the lake an account may use. Granted on each bucket and dataset, by name: the lake is
 * another stack.
 */
public enum LakeAccess {
  /** Reads objects and tables. */
  READ("storage.objectViewer", "bigquery.dataViewer"),
  /** Also writes and deletes them. */
  WRITE("storage.objectAdmin", "bigquery.dataEditor");

  private final String objects;
  private final String tables;

  LakeAccess(String objects, String tables) {
    this.objects = objects;
    this.tables = tables;
  }

  /**
   * Grants it on the whole lake, with what a client of BigQuery needs on the project.
   *
   * @param bucketMetadata the role for reading a bucket's own metadata
   */
  public void grant(StackScope scope, Member member, Role bucketMetadata) {
    scope.settings().lake().ifPresent(lake -> grant(scope, lake, member, bucketMetadata));
  }

  private void grant(StackScope scope, Lake lake, Member member, Role bucketMetadata) {
    for (BucketSettings bucket : lake.buckets()) {
      String name = scope.names().bucket(bucket.purpose());
      Target target = new Target.Bucket(name, bucket.purpose(), name);
      scope.grant(target, Role.of(objects), member, verb() + " objects");
      scope.grant(target, bucketMetadata, member, "Opens the bucket, as most clients do first");
    }
    for (DatasetSettings dataset : lake.datasets()) {
      String id = dataset.id().value();
      scope.grant(new Target.Dataset(id, id), Role.of(tables), member, verb() + " tables");
    }
    if (!lake.datasets().isEmpty()) {
      Target project = new Target.Project(scope.settings().project().value());
      scope.grant(project, Role.of("bigquery.jobUser"), member, "Runs queries and loads");
      scope.grant(project, Role.of("bigquery.readSessionUser"), member, "Reads tables in bulk");
    }
  }

  /** Lets in whom the settings name for a bucket. */
  public static void letIn(StackScope scope, BucketSettings bucket, String reference) {
    Target target =
        new Target.Bucket(scope.names().bucket(bucket.purpose()), bucket.purpose(), reference);
    bucket.readers().forEach(who -> READ.onBucket(scope, target, who));
    bucket.writers().forEach(who -> WRITE.onBucket(scope, target, who));
  }

  /** Lets in whom the settings name for a dataset. */
  public static void letIn(StackScope scope, DatasetSettings dataset, String reference) {
    Target target = new Target.Dataset(dataset.id().value(), reference);
    dataset.readers().forEach(who -> READ.onDataset(scope, target, who));
    dataset.writers().forEach(who -> WRITE.onDataset(scope, target, who));
  }

  /** Lets somebody who may read tables run queries here; no narrower resource carries the role. */
  public static void letQuery(StackScope scope, Principal who) {
    scope.grant(
        new Target.Project(scope.settings().project().value()),
        Role.of("bigquery.jobUser"),
        Member.of(who),
        "Runs queries on the datasets it may read");
  }

  private void onBucket(StackScope scope, Target bucket, Principal who) {
    scope.grant(bucket, Role.of(objects), Member.of(who), verb() + " objects");
  }

  private void onDataset(StackScope scope, Target dataset, Principal who) {
    scope.grant(dataset, Role.of(tables), Member.of(who), verb() + " tables");
  }

  private String verb() {
    return this == READ ? "Reads" : "Reads and writes";
  }
}
