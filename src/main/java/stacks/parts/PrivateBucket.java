package stacks.parts;

import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRule;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleAction;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleCondition;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketSoftDeletePolicy;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketVersioning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tollgate.config.Location;
import tollgate.config.StorageClass;

/**
 * A bucket that nobody outside can ever be let into (public access prevention) and whose access is
 * a matter of IAM alone (uniform access). Costs nothing while it is empty; half-finished uploads
 * and old versions, which are billed unseen, go by themselves.
 */
public final class PrivateBucket {
  /** An upload that was not finished in a week will not be. */
  private static final int STALE_UPLOAD_DAYS = 7;

  /** How long a replaced or deleted object can be brought back where versions are kept. */
  private static final int OLD_VERSION_DAYS = 30;

  /**
   * Google's default, 7 days, and its "off": deleted objects are billed as long as they are kept.
   */
  private static final int SOFT_DELETE_SECONDS = 604_800;

  private static final int NO_SOFT_DELETE = 0;

  /**
   * What one bucket is like.
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
      boolean versioning) {}

  private PrivateBucket() {}

  /** Makes the bucket, at the address {@code google_storage_bucket.PURPOSE}. */
  public static StorageBucket make(StackScope scope, Wish wish) {
    Protection protection = scope.protection();
    // What expires by itself is not worth keeping twice, nor are versions on top of soft deletion.
    boolean lasting = wish.expireDays().isEmpty();
    boolean versioning = wish.versioning() || (lasting && scope.settings().protect());
    boolean recoverable = lasting && !versioning;
    StorageBucket bucket =
        StorageBucket.Builder.create(scope.construct(), "bucket-" + wish.purpose())
            .name(scope.names().bucket(wish.purpose()))
            .location(wish.location().value())
            .storageClass(wish.storageClass().name())
            .publicAccessPrevention("enforced")
            .uniformBucketLevelAccess(true)
            .forceDestroy(scope.deletesData())
            .deletionPolicy(protection.deletionPolicy())
            .versioning(StorageBucketVersioning.builder().enabled(versioning).build())
            .softDeletePolicy(
                StorageBucketSoftDeletePolicy.builder()
                    .retentionDurationSeconds(recoverable ? SOFT_DELETE_SECONDS : NO_SOFT_DELETE)
                    .build())
            .lifecycleRule(lifecycle(wish.expireDays()))
            .labels(Map.of("purpose", Literal.of(wish.purpose())))
            .build();
    scope.markHoldsData();
    return scope.named(bucket, wish.purpose());
  }

  private static List<StorageBucketLifecycleRule> lifecycle(Optional<Integer> expireDays) {
    List<StorageBucketLifecycleRule> rules = new ArrayList<>();
    expireDays.ifPresent(days -> rules.add(rule("Delete", older(days))));
    rules.add(rule("AbortIncompleteMultipartUpload", older(STALE_UPLOAD_DAYS)));
    rules.add(
        rule(
            "Delete",
            StorageBucketLifecycleRuleCondition.builder()
                .withState("ARCHIVED")
                .daysSinceNoncurrentTime(OLD_VERSION_DAYS)
                .build()));
    return rules;
  }

  /** Its default is written out: left out, every later change of a rule makes it unknown. */
  private static StorageBucketLifecycleRuleCondition older(int days) {
    return StorageBucketLifecycleRuleCondition.builder().withState("ANY").age(days).build();
  }

  private static StorageBucketLifecycleRule rule(
      String action, StorageBucketLifecycleRuleCondition condition) {
    return StorageBucketLifecycleRule.builder()
        .action(StorageBucketLifecycleRuleAction.builder().type(action).build())
        .condition(condition)
        .build();
  }
}
