package tollgate.config;

import java.util.Map;
import java.util.Optional;
import tollgate.config.BucketSettings.Autoclass;
import tollgate.config.LifecycleRule.Then;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;

/** Which of a bucket's ages and storage classes do not go together. */
final class BucketLimits {
  /**
   * The shortest soft deletion besides none (cloud.google.com/storage/docs/soft-delete): 7 days.
   */
  private static final int LEAST_SOFT_DELETE_DAYS = 7;

  private BucketLimits() {}

  static void check(
      Faults faults,
      StorageClass storageClass,
      Optional<Integer> expireDays,
      Map<String, LifecycleRule> lifecycle,
      Optional<Autoclass> autoclass,
      Optional<Integer> softDeleteDays,
      Optional<Retention> retention) {
    int least = shortestStay(storageClass);
    if (expireDays.isPresent() && expireDays.get() < least) {
      faults.add(
          "objects would go after %s days, but %s storage bills %d days at least. Use %d or more, or a warmer storage_class."
              .formatted(expireDays.get(), Choice.spelled(storageClass), least, least),
          "expire_days",
          "storage_class");
    }
    if (softDeleteDays.filter(days -> days > 0 && days < LEAST_SOFT_DELETE_DAYS).isPresent()) {
      faults.add(
          "Cloud Storage keeps deleted objects for 7 days at least, or not at all. Use 0, or 7 to 90.",
          "soft_delete_days");
    }
    if (autoclass.isPresent() && storageClass != StorageClass.STANDARD) {
      faults.add(
          "autoclass starts every object as standard. Leave storage_class out, or autoclass.",
          "storage_class",
          "autoclass");
    }
    retention.ifPresent(
        kept ->
            expireDays
                .filter(days -> days < kept.days())
                .ifPresent(
                    days ->
                        faults.add(
                            "objects cannot go after %d days while they are retained for %d. Use %d or more, or a shorter retention."
                                .formatted(days, kept.days(), kept.days()),
                            "expire_days",
                            "retention")));
    lifecycle.forEach(
        (name, rule) ->
            rule(
                faults,
                "lifecycle." + name,
                rule,
                storageClass,
                expireDays,
                autoclass.isPresent(),
                retention));
  }

  private static void rule(
      Faults faults,
      String path,
      LifecycleRule rule,
      StorageClass storageClass,
      Optional<Integer> expireDays,
      boolean autoclass,
      Optional<Retention> retention) {
    if (rule.then() == Then.DELETE) {
      retention
          .filter(kept -> rule.afterDays() < kept.days())
          .ifPresent(
              kept ->
                  faults.add(
                      "objects cannot go after %d days while they are retained for %d. Use %d or more, or a shorter retention."
                          .formatted(rule.afterDays(), kept.days(), kept.days()),
                      path + ".after_days",
                      "retention"));
      return;
    }
    StorageClass target = StorageClass.valueOf(rule.then().name());
    if (autoclass) {
      faults.add(
          "with autoclass Cloud Storage itself chooses the class. Leave this rule out, or autoclass.",
          path + ".then",
          "autoclass");
    } else if (target.compareTo(storageClass) <= 0) {
      faults.add(
          "%s is no colder than %s, the storage_class of new objects. Use a colder one."
              .formatted(Choice.spelled(target), Choice.spelled(storageClass)),
          path + ".then",
          "storage_class");
    }
    expireDays
        .filter(days -> days <= rule.afterDays())
        .ifPresent(
            days ->
                faults.add(
                    "objects are deleted after %d days already. Use fewer days here, or leave the rule out."
                        .formatted(days),
                    path + ".after_days",
                    "expire_days"));
  }

  /** Days that Cloud Storage bills at least for an object of a class. */
  private static int shortestStay(StorageClass storageClass) {
    return switch (storageClass) {
      case STANDARD -> 0;
      case NEARLINE -> 30;
      case COLDLINE -> 90;
      case ARCHIVE -> 365;
    };
  }
}
