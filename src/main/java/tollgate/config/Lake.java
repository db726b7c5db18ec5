package tollgate.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/**
 * Where the data is kept.
 *
 * @param buckets no purpose twice
 * @param datasets no id twice
 * @param kmsKey what everything here is encrypted with; empty for Google's own keys
 */
public record Lake(
    List<BucketSettings> buckets, List<DatasetSettings> datasets, Optional<KmsKey> kmsKey) {
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
  private static final Field<Optional<KmsKey>> KMS_KEY =
      KmsKey.field(
              "An existing key of Cloud KMS that everything here is encrypted with; the accounts of"
                  + " Cloud Storage and BigQuery are let use it.")
          .showing("Google's own keys");

  static final Shape<Lake> SHAPE =
      new Shape<>(
          "lake",
          "The buckets and datasets that hold the data.",
          List.of(BUCKETS, DATASETS, KMS_KEY),
          in -> new Lake(in.get(BUCKETS), in.get(DATASETS), in.get(KMS_KEY)));

  public Lake {
    buckets = List.copyOf(buckets);
    datasets = List.copyOf(datasets);
    Faults faults = new Faults();
    Set<String> purposes = new TreeSet<>();
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
      checkFiles(faults, purposes, "datasets[" + i + "]", datasets.get(i).tables());
    }
    faults.raise();
  }

  private static void checkFiles(
      Faults faults, Set<String> purposes, String path, List<TableSettings> tables) {
    for (int i = 0; i < tables.size(); i++) {
      Optional<String> bucket = tables.get(i).external().map(ExternalFiles::bucket);
      if (bucket.isPresent() && !purposes.contains(bucket.get())) {
        faults.add(
            "the lake has no bucket with the purpose %s. %s"
                .formatted(
                    Shown.quoted(bucket.get()),
                    purposes.isEmpty()
                        ? "Add it to buckets."
                        : Nearest.hint(bucket.get(), purposes)),
            path + ".tables[" + i + "].external.bucket",
            "buckets");
      }
    }
  }
}
