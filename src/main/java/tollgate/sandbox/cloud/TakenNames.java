package tollgate.sandbox.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names that are not to be had. */
final class TakenNames {
  static final String DATABASE = "google_sql_database_instance";

  /** What an instance's name stays reserved for, says the provider's page and Google's message. */
  private static final Duration WEEK = Duration.ofDays(7);

  /**
   * Soft-deleted pools and providers:
   * https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers
   */
  private static final Duration MONTH = Duration.ofDays(30);

  private static final Set<String> SOFTLY_DELETED =
      Set.of("google_iam_workload_identity_pool", "google_iam_workload_identity_pool_provider");

  /** Bucket names are shared by all of Google's customers; names like these went long ago. */
  private static final Pattern COMMON =
      Pattern.compile(
          "(my-?|the-?|a-?|new-?|test-?|demo-?|example-?|dev-?|prod-?|staging-?)?"
              + "(bucket|data|data-?lake|lake|raw|landing|staging|backups?|logs?|images?|files?|uploads?|assets?|media|test|demo|dev|prod|terraform|terraform-?state|tf-?state|state|archive|public|private|temp|tmp)"
              + "(-?bucket|-?data|-?test|-?dev|-?prod|-?1|-?01|-?123)?");

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "bucket-name-taken",
              "bucket names are shared by all customers: common ones are gone",
              "terraform-google-modules/terraform-example-foundation#716",
              TakenNames::bucket),
          new Rule(
              "sql-name-reserved",
              "the name of a deleted Cloud SQL instance is not free for a week",
              "provider's page google_sql_database_instance, argument name; hashicorp/terraform#4557",
              TakenNames::database),
          new Rule(
              "pool-name-reserved",
              "a deleted workload identity pool or provider keeps its name for 30 days",
              "https://cloud.google.com/iam/docs/manage-workload-identity-pools-providers",
              TakenNames::pool));

  private TakenNames() {}

  private static Optional<Rule.Refusal> bucket(Attempt attempt, World world) {
    if (!creates(attempt, "google_storage_bucket")) {
      return Optional.empty();
    }
    boolean others =
        world
            .find(attempt.type(), attempt.id())
            .filter(each -> !each.state().path("project").asText().equals(attempt.project()))
            .isPresent();
    if (!others && !COMMON.matcher(attempt.name()).matches()) {
      return Optional.empty();
    }
    return Rule.Refusal.of(attempt, bucketTaken(attempt));
  }

  static GoogleError bucketTaken(Attempt attempt) {
    return GoogleError.of(
        attempt,
        409,
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. Please select a different name and try again.",
        "conflict");
  }

  private static Optional<Rule.Refusal> database(Attempt attempt, World world) {
    if (!creates(attempt, DATABASE) || !world.wentWithin(WEEK, DATABASE, attempt.id())) {
      return Optional.empty();
    }
    return Rule.Refusal.of(
        attempt,
        GoogleError.of(
            attempt,
            409,
            "The Cloud SQL instance already exists. When you delete an instance, you can't reuse the name of the deleted instance until one week from the deletion date.",
            "instanceAlreadyExists"));
  }

  private static Optional<Rule.Refusal> pool(Attempt attempt, World world) {
    if (attempt.operation() != Operation.CREATE
        || !SOFTLY_DELETED.contains(attempt.type())
        || !world.wentWithin(MONTH, attempt.type(), attempt.id())) {
      return Optional.empty();
    }
    return Rule.Refusal.of(
        attempt, GoogleError.of(attempt, 409, "Requested entity already exists", "alreadyExists"));
  }

  /** Whether a deletion leaves the name behind. */
  static boolean keepsItsName(String type) {
    return type.equals(DATABASE)
        || type.equals("google_service_account")
        || SOFTLY_DELETED.contains(type);
  }

  private static boolean creates(Attempt attempt, String type) {
    return attempt.operation() == Operation.CREATE && attempt.type().equals(type);
  }
}
