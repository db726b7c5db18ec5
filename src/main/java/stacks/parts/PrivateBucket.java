package stacks.parts;

import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketAutoclass;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketEncryption;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketHierarchicalNamespace;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketRetentionPolicy;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketSoftDeletePolicy;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketVersioning;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tollgate.config.BucketSettings;
import tollgate.config.Location;
import tollgate.config.StorageClass;

/**
 * A bucket that nobody outside can ever be let into (public access prevention) and whose access is
 * a matter of IAM alone (uniform access). Costs nothing while it is empty; half-finished uploads
 * and old versions, which are billed unseen, go by themselves. Opens nothing. Source:
 * cloud.google.com/storage/docs/public-access-prevention.
 */
public final class PrivateBucket {
  /** An upload that was not finished in a week will not be. */
  private static final int STALE_UPLOAD_DAYS = 7;

  /** Google's default: deleted objects are billed as long as they are kept. */
  private static final int SOFT_DELETE_DAYS = 7;

  /**
   * What a bucket of a stack's own is like.
   *
   * @param purpose the last part of its name
   * @param expireDays age in days at which objects go; empty keeps them
   * @param versioning true keeps replaced and deleted objects for a month
   */
  public record Wish(
      String purpose,
      Location location,
      StorageClass storageClass,
      Optional<Integer> expireDays,
      boolean versioning) {

    private BucketSettings settings() {
      BucketSettings plain = BucketSettings.of(purpose);
      return new BucketSettings(
          purpose,
          expireDays,
          storageClass,
          versioning,
          Optional.of(location),
          plain.oldVersionDays(),
          plain.lifecycle(),
          plain.softDeleteDays(),
          plain.autoclass(),
          plain.retention(),
          plain.hierarchicalNamespace(),
          plain.kmsKey(),
          plain.labels(),
          plain.readers(),
          plain.writers());
    }
  }

  private PrivateBucket() {}

  /** Makes the bucket, at the address {@code google_storage_bucket.PURPOSE}. */
  public static StorageBucket make(StackScope scope, Wish wish) {
    return make(scope, wish.settings(), Optional.empty());
  }

  /**
   * Makes the bucket, at the address {@code google_storage_bucket.PURPOSE}.
   *
   * @param key what its objects are encrypted with; empty for Google's own keys
   */
  public static StorageBucket make(
      StackScope scope, BucketSettings wish, Optional<EncryptionKey> key) {
    Protection protection = scope.protection();
    // What expires by itself is not worth keeping twice, nor are versions on top of soft deletion.
    boolean lasting = wish.expireDays().isEmpty();
    boolean versioning =
        wish.versioning() || (lasting && scope.settings().protect() && takesVersions(wish));
    int softDeleteDays =
        wish.softDeleteDays().orElse(lasting && !versioning ? SOFT_DELETE_DAYS : 0);
    StorageBucket.Builder bucket =
        StorageBucket.Builder.create(scope.construct(), "bucket-" + wish.purpose())
            .name(scope.names().bucket(wish.purpose()))
            .location(scope.settings().locationOf(wish).value())
            .storageClass(wish.storageClass().name())
            .publicAccessPrevention("enforced")
            .uniformBucketLevelAccess(true)
            .forceDestroy(scope.deletesData())
            .deletionPolicy(protection.deletionPolicy())
            .versioning(StorageBucketVersioning.builder().enabled(versioning).build())
            .softDeletePolicy(
                StorageBucketSoftDeletePolicy.builder()
                    .retentionDurationSeconds(seconds(softDeleteDays))
                    .build())
            .lifecycleRule(BucketLifecycle.rules(wish, STALE_UPLOAD_DAYS))
            .labels(labels(wish));
    wish.autoclass()
        .ifPresent(
            coldest ->
                bucket.autoclass(
                    StorageBucketAutoclass.builder()
                        .enabled(true)
                        .terminalStorageClass(coldest.name())
                        .build()));
    wish.retention()
        .ifPresent(
            kept ->
                bucket.retentionPolicy(
                    StorageBucketRetentionPolicy.builder()
                        .retentionPeriod(Long.toString(seconds(kept.days())))
                        .isLocked(kept.locked())
                        .build()));
    if (wish.hierarchicalNamespace()) {
      bucket.hierarchicalNamespace(
          StorageBucketHierarchicalNamespace.builder().enabled(true).build());
    }
    key.ifPresent(
        used ->
            bucket
                .encryption(
                    StorageBucketEncryption.builder().defaultKmsKeyName(used.name()).build())
                .dependsOn(used.usable()));
    StorageBucket made = bucket.build();
    scope.markHoldsData();
    return scope.named(made, wish.purpose());
  }

  /** Real folders exclude versions, and a retention policy keeps what versions would. */
  private static boolean takesVersions(BucketSettings wish) {
    return !wish.hierarchicalNamespace() && wish.retention().isEmpty();
  }

  private static Map<String, String> labels(BucketSettings wish) {
    Map<String, String> labels = new TreeMap<>();
    wish.labels().forEach((key, value) -> labels.put(key, Literal.of(value)));
    labels.put("purpose", Literal.of(wish.purpose()));
    return labels;
  }

  private static long seconds(int days) {
    return Duration.ofDays(days).toSeconds();
  }
}
