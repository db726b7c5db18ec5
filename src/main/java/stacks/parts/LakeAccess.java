package stacks.parts;

import tollgate.config.BucketSettings;
import tollgate.config.DatasetSettings;
import tollgate.config.Lake;

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
    String verb = this == READ ? "Reads" : "Reads and writes";
    for (BucketSettings bucket : lake.buckets()) {
      String name = scope.names().bucket(bucket.purpose());
      Target target = new Target.Bucket(name, bucket.purpose(), name);
      scope.grant(target, Role.of(objects), member, verb + " objects");
      scope.grant(target, bucketMetadata, member, "Opens the bucket, as most clients do first");
    }
    for (DatasetSettings dataset : lake.datasets()) {
      String id = dataset.id().value();
      scope.grant(new Target.Dataset(id, id), Role.of(tables), member, verb + " tables");
    }
    if (!lake.datasets().isEmpty()) {
      Target project = new Target.Project(scope.settings().project().value());
      scope.grant(project, Role.of("bigquery.jobUser"), member, "Runs queries and loads");
      scope.grant(project, Role.of("bigquery.readSessionUser"), member, "Reads tables in bulk");
    }
  }
}
