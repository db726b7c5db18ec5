package stacks;

import com.hashicorp.cdktf.providers.google.bigquery_dataset.BigqueryDataset;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import stacks.parts.Literal;
import stacks.parts.Names;
import stacks.parts.PrivateBucket;
import stacks.parts.StackScope;
import tollgate.config.BucketSettings;
import tollgate.config.DatasetSettings;
import tollgate.config.Lake;
import tollgate.config.Settings;

/**
 * The buckets and datasets that hold the data. Costs nothing while they are empty. Opens nothing:
 * who may read is granted by the stacks that need it.
 */
final class LakeStack {
  static final String NAME = "lake";

  private LakeStack() {}

  static void build(StackScope scope, Lake lake) {
    Settings settings = scope.settings();
    Map<String, String> buckets = new TreeMap<>();
    for (BucketSettings bucket : lake.buckets()) {
      StorageBucket made =
          PrivateBucket.make(
              scope,
              new PrivateBucket.Wish(
                  bucket.purpose(),
                  settings.locationOf(bucket),
                  bucket.storageClass(),
                  bucket.expireDays(),
                  bucket.versioning()));
      buckets.put(bucket.purpose(), made.getName());
    }
    Map<String, String> datasets = new TreeMap<>();
    for (DatasetSettings dataset : lake.datasets()) {
      dataset(scope, dataset);
      datasets.put(
          dataset.id().value(), settings.project() + "." + Literal.of(dataset.id().value()));
      scope.markHoldsData();
    }
    scope.output("buckets", buckets, "Names of the buckets by purpose");
    scope.output("datasets", datasets, "Datasets by id, as queries name them");
    scope.output("location", settings.dataLocation().value(), "Where clients have to run queries");
  }

  private static void dataset(StackScope scope, DatasetSettings dataset) {
    String id = dataset.id().value();
    BigqueryDataset.Builder made =
        BigqueryDataset.Builder.create(scope.construct(), "dataset-" + id)
            .datasetId(id)
            .location(scope.settings().locationOf(dataset).value())
            .deleteContentsOnDestroy(scope.deletesData())
            .deletionPolicy(scope.protection().deletionPolicy())
            .labels(Map.of("dataset", Names.label(id)));
    dataset
        .expireDays()
        .ifPresent(
            days -> {
              long lifetime = Duration.ofDays(days).toMillis();
              made.defaultTableExpirationMs(lifetime).defaultPartitionExpirationMs(lifetime);
            });
    scope.named(made.build(), id);
  }
}
