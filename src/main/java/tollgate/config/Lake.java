package tollgate.config;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;

/**
 * Where the data is kept.
 *
 * @param buckets no purpose twice
 * @param datasets no id twice
 */
public record Lake(List<BucketSettings> buckets, List<DatasetSettings> datasets) {
  private static final Field<List<BucketSettings>> BUCKETS =
      Field.of("buckets", new Lists<>("buckets", BucketSettings.SHAPE, 0, 100))
          .orElse(List.of())
          .means("Cloud Storage buckets, private and with uniform access.")
          .like("[{purpose: landing, expire_days: 30}]");
  private static final Field<List<DatasetSettings>> DATASETS =
      Field.of("datasets", new Lists<>("datasets", DatasetSettings.SHAPE, 0, 100))
          .orElse(List.of())
          .means("BigQuery datasets.")
          .like("[{id: ny_taxi}]");

  static final Shape<Lake> SHAPE =
      new Shape<>(
          "lake",
          "The buckets and datasets that hold the data.",
          List.of(BUCKETS, DATASETS),
          in -> new Lake(in.get(BUCKETS), in.get(DATASETS)));

  public Lake {
    buckets = List.copyOf(buckets);
    datasets = List.copyOf(datasets);
    Faults faults = new Faults();
    Set<String> purposes = new HashSet<>();
    for (int i = 0; i < buckets.size(); i++) {
      if (!purposes.add(buckets.get(i).purpose())) {
        faults.add(
            "another bucket has this purpose. Use one word for each.",
            "buckets[" + i + "].purpose");
      }
    }
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < datasets.size(); i++) {
      if (!ids.add(datasets.get(i).id().value())) {
        faults.add("another dataset has this id. Use one id for each.", "datasets[" + i + "].id");
      }
    }
    faults.raise();
  }
}
