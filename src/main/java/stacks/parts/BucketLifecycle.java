package stacks.parts;

import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRule;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleAction;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucketLifecycleRuleCondition;
import java.util.ArrayList;
import java.util.List;
import tollgate.config.BucketSettings;
import tollgate.config.LifecycleRule;
import tollgate.config.LifecycleRule.Then;

/** What becomes of a bucket's objects by themselves, in the order of the settings' names. */
final class BucketLifecycle {
  private BucketLifecycle() {}

  /** The rules of the settings, and the two that every bucket has. */
  static List<StorageBucketLifecycleRule> rules(BucketSettings bucket, int staleUploadDays) {
    List<StorageBucketLifecycleRule> rules = new ArrayList<>();
    bucket.expireDays().ifPresent(days -> rules.add(rule(action("Delete"), older(days).build())));
    bucket.lifecycle().values().forEach(named -> rules.add(rule(named)));
    rules.add(rule(action("AbortIncompleteMultipartUpload"), older(staleUploadDays).build()));
    rules.add(
        rule(
            action("Delete"),
            StorageBucketLifecycleRuleCondition.builder()
                .withState("ARCHIVED")
                .daysSinceNoncurrentTime(bucket.oldVersionDays())
                .build()));
    return rules;
  }

  private static StorageBucketLifecycleRule rule(LifecycleRule named) {
    StorageBucketLifecycleRuleCondition.Builder condition = older(named.afterDays());
    if (!named.prefixes().isEmpty()) {
      condition.matchesPrefix(named.prefixes().stream().map(Literal::of).toList());
    }
    StorageBucketLifecycleRuleAction action =
        named.then() == Then.DELETE
            ? action("Delete")
            : StorageBucketLifecycleRuleAction.builder()
                .type("SetStorageClass")
                .storageClass(named.then().name())
                .build();
    return rule(action, condition.build());
  }

  /** Its default is written out: left out, every later change of a rule makes it unknown. */
  private static StorageBucketLifecycleRuleCondition.Builder older(int days) {
    return StorageBucketLifecycleRuleCondition.builder().withState("ANY").age(days);
  }

  private static StorageBucketLifecycleRuleAction action(String type) {
    return StorageBucketLifecycleRuleAction.builder().type(type).build();
  }

  private static StorageBucketLifecycleRule rule(
      StorageBucketLifecycleRuleAction action, StorageBucketLifecycleRuleCondition condition) {
    return StorageBucketLifecycleRule.builder().action(action).condition(condition).build();
  }
}
