package stacks;

import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import stacks.parts.EncryptionKey;
import stacks.parts.EncryptionKey.Product;
import stacks.parts.LakeAccess;
import stacks.parts.Literal;
import stacks.parts.PrivateBucket;
import stacks.parts.StackScope;
import tollgate.config.BucketSettings;
import tollgate.config.DatasetSettings;
import tollgate.config.Lake;
import tollgate.config.Principal;
import tollgate.config.Settings;

/**
 * The buckets, datasets and tables that hold the data. Costs nothing while they are empty. Opens
 * nothing: who may read is granted by the stacks that need it, and to the readers and writers that
 * the settings name. Source: cloud.google.com/bigquery/docs/external-data-cloud-storage.
 */
final class LakeStack {
  static final String NAME = "lake";

  private LakeStack() {}

  static void build(StackScope scope, Lake lake) {
    Settings settings = scope.settings();
    EncryptionKey.Ring keys = new EncryptionKey.Ring(scope);
    Map<String, StorageBucket> buckets = new LinkedHashMap<>();
    for (BucketSettings bucket : lake.buckets()) {
      Optional<EncryptionKey> key =
          settings.keyOf(bucket).map(named -> keys.forUseBy(Product.STORAGE, named));
      StorageBucket made = PrivateBucket.make(scope, bucket, key);
      buckets.put(bucket.purpose(), made);
      LakeAccess.letIn(scope, bucket, made.getName());
    }
    LakeTables tables = new LakeTables(scope, buckets);
    Map<String, String> datasets = new TreeMap<>();
    Set<Principal> queries = new LinkedHashSet<>();
    for (DatasetSettings dataset : lake.datasets()) {
      Optional<EncryptionKey> key =
          settings.keyOf(dataset).map(named -> keys.forUseBy(Product.BIGQUERY, named));
      tables.dataset(dataset, key);
      datasets.put(
          dataset.id().value(), settings.project() + "." + Literal.of(dataset.id().value()));
      queries.addAll(dataset.readers());
      queries.addAll(dataset.writers());
    }
    queries.forEach(who -> LakeAccess.letQuery(scope, who));
    Map<String, String> names = new TreeMap<>();
    buckets.forEach((purpose, bucket) -> names.put(purpose, bucket.getName()));
    scope.output("buckets", names, "Names of the buckets by purpose");
    scope.output("datasets", datasets, "Datasets by id, as queries name them");
    scope.output("location", settings.dataLocation().value(), "Where clients have to run queries");
  }
}
