package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Faults;
import tollgate.config.read.Shown;

/**
 * What the lake needs from the rest of the settings: names that fit, one place for all data, keys
 * in that place.
 */
final class LakePlaces {
  private static final int LONGEST_BUCKET_NAME = 63;

  private LakePlaces() {}

  /** {@code project-purpose}. */
  static String bucketName(ProjectId project, BucketSettings bucket) {
    return project + "-" + bucket.purpose();
  }

  static void check(Faults faults, ProjectId project, Location data, Lake lake) {
    buckets(faults, project, data, lake.buckets());
    datasets(faults, data, lake.datasets());
    keys(faults, data, lake);
  }

  /** A bucket that a stack makes for itself cannot be the lake's too. */
  static void checkFree(Faults faults, Lake lake, String purpose) {
    for (int i = 0; i < lake.buckets().size(); i++) {
      faults.unless(
          !lake.buckets().get(i).purpose().equals(purpose),
          "the bucket of the audit log has this purpose. Use another word.",
          "lake.buckets[" + i + "].purpose",
          "monitoring.audit_log");
    }
  }

  private static void buckets(
      Faults faults, ProjectId project, Location dataLocation, List<BucketSettings> buckets) {
    for (int i = 0; i < buckets.size(); i++) {
      BucketSettings bucket = buckets.get(i);
      String path = "lake.buckets[" + i + "]";
      String name = bucketName(project, bucket);
      if (name.length() > LONGEST_BUCKET_NAME) {
        faults.add(
            "the bucket would be named %s, which is longer than %d characters. Use a shorter word."
                .formatted(Shown.quoted(name), LONGEST_BUCKET_NAME),
            path + ".purpose",
            "project");
      }
      Location place = bucket.location().orElse(dataLocation);
      if (!place.goesWith(dataLocation)) {
        faults.add(
            "the bucket would lie in %s and the datasets in %s, and BigQuery does not read across. Leave location out, or change data_location."
                .formatted(place, dataLocation),
            path + ".location",
            "data_location");
      }
    }
  }

  private static void datasets(
      Faults faults, Location dataLocation, List<DatasetSettings> datasets) {
    if (!datasets.isEmpty() && !dataLocation.holdsDatasets()) {
      faults.add(
          "BigQuery keeps no datasets in " + dataLocation + ". Use US, EU or a region.",
          "data_location");
    }
    for (int i = 0; i < datasets.size(); i++) {
      Location place = datasets.get(i).location().orElse(dataLocation);
      if (!place.isSameAs(dataLocation)) {
        faults.add(
            "the dataset would lie in %s and the buckets in %s, and a query cannot read one place and write another. Leave location out, or change data_location."
                .formatted(place, dataLocation),
            "lake.datasets[" + i + "].location",
            "data_location");
      }
    }
  }

  private static void keys(Faults faults, Location data, Lake lake) {
    lake.kmsKey().ifPresent(key -> key(faults, key, data, "lake.kms_key"));
    for (int i = 0; i < lake.buckets().size(); i++) {
      BucketSettings bucket = lake.buckets().get(i);
      Location place = bucket.location().orElse(data);
      String path = "lake.buckets[" + i + "].kms_key";
      bucket.kmsKey().ifPresent(key -> key(faults, key, place, path));
      boolean elsewhere = !place.isSameAs(data);
      Optional<KmsKey> inherited = bucket.kmsKey().isEmpty() ? lake.kmsKey() : Optional.empty();
      if (elsewhere && inherited.isPresent()) {
        faults.add(
            "the bucket lies in %s, where the key of the lake is not. Name a kms_key in %s, or leave location out."
                .formatted(place, KmsKey.locationFor(place)),
            "lake.buckets[" + i + "].location",
            "lake.kms_key");
      }
    }
    for (int i = 0; i < lake.datasets().size(); i++) {
      String path = "lake.datasets[" + i + "].kms_key";
      lake.datasets().get(i).kmsKey().ifPresent(key -> key(faults, key, data, path));
    }
  }

  private static void key(Faults faults, KmsKey key, Location data, String path) {
    String needed = KmsKey.locationFor(data);
    if (!key.location().equals(needed)) {
      faults.add(
          "the key lies in %s, and data in %s takes a key in %s only. Name one there."
              .formatted(key.location(), data, needed),
          path,
          "data_location");
    }
  }
}
