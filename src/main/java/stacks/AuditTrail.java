package stacks;

import com.hashicorp.cdktf.ITerraformDependable;
import com.hashicorp.cdktf.TerraformResource;
import com.hashicorp.cdktf.providers.google.logging_project_sink.LoggingProjectSink;
import com.hashicorp.cdktf.providers.google.storage_bucket.StorageBucket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stacks.parts.Member;
import stacks.parts.PrivateBucket;
import stacks.parts.Role;
import stacks.parts.StackScope;
import stacks.parts.Target;
import tollgate.config.BucketSettings;
import tollgate.config.Location;
import tollgate.config.Monitoring.AuditLog;
import tollgate.config.Retention;
import tollgate.config.StorageClass;

/**
 * A copy of who did what, in a bucket where nobody can delete it before its time; afterwards it
 * goes by itself. Routing costs nothing, what is stored is billed like any object. Opens the bucket
 * to the sink's own account, to write. Without it Google keeps changes for 400 days and reads for
 * 30 (source: cloud.google.com/logging/docs/audit#retention).
 */
final class AuditTrail {
  private static final String ID = "audit-log";
  private static final String FILTER =
      "log_id(\"cloudaudit.googleapis.com/activity\")"
          + " OR log_id(\"cloudaudit.googleapis.com/data_access\")"
          + " OR log_id(\"cloudaudit.googleapis.com/policy\")";

  private AuditTrail() {}

  static void make(
      StackScope scope,
      AuditLog wish,
      List<? extends TerraformResource> storage,
      List<? extends ITerraformDependable> logging) {
    StorageBucket bucket = PrivateBucket.make(scope, bucket(scope, wish), Optional.empty());
    scope.await(bucket, storage);
    LoggingProjectSink sink =
        LoggingProjectSink.Builder.create(scope.construct(), ID)
            .name("tollgate-" + ID)
            .description("Who did what, for " + wish.keepDays() + " days")
            .destination("storage.googleapis.com/" + bucket.getName())
            .filter(FILTER)
            .uniqueWriterIdentity(true)
            .dependsOn(logging)
            .build();
    scope.named(sink, ID);
    scope.grant(
        new Target.Bucket(scope.names().bucket(AuditLog.BUCKET), ID, bucket.getName()),
        Role.of("storage.objectCreator"),
        new Member("agent of the log sink " + ID, "sink", sink.getWriterIdentity()),
        "Writes the audit log, and can neither read nor delete it");
    scope.output("audit_log", bucket.getName(), "Bucket that holds who did what");
  }

  private static BucketSettings bucket(StackScope scope, AuditLog wish) {
    BucketSettings plain = BucketSettings.of(AuditLog.BUCKET);
    return new BucketSettings(
        plain.purpose(),
        Optional.of(wish.keepDays()),
        StorageClass.STANDARD,
        false,
        Optional.of(new Location(scope.settings().region().value())),
        plain.oldVersionDays(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Retention(wish.keepDays(), false)),
        false,
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
  }
}
