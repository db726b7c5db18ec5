package tollgate.sandbox.cloud;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What can be broken. */
public enum BreakKind {
  PERMISSION_DENIED("403: the caller may not"),
  API_DISABLED("403: the API is not enabled"),
  ACT_AS("403: the caller may not act as the service account"),
  QUOTA("a quota is used up"),
  RATE_LIMITED("429: too many calls"),
  STOCKOUT("the zone has no such machines left"),
  NOT_FOUND("404: it is not there; on read it is taken for deleted"),
  CONFLICT("409: it exists, or somebody else is changing it"),
  FRESH_ACCOUNT("400: a service account that was just made is not known yet"),
  NOT_LISTENING("the container does not listen on its port"),
  INTERNAL("500: a fault of Google's"),
  UNAVAILABLE("503: the service is down"),
  HANG("no answer comes, until Ctrl-C or the resource's timeout"),
  SLOW("it takes longer, by --for SECONDS");

  private static final Set<Operation> CHANGES =
      Set.of(Operation.CREATE, Operation.UPDATE, Operation.DELETE);
  private static final Set<Operation> MAKING = Set.of(Operation.CREATE, Operation.UPDATE);

  private final String says;

  BreakKind(String says) {
    this.says = says;
  }

  /** The kind that a word of the command line means. */
  public static Optional<BreakKind> of(String word) {
    return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** As it is written on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public String says() {
    return says;
  }

  /** The operations it meets unless somebody says otherwise. */
  public Set<Operation> usually() {
    return switch (this) {
      case ACT_AS, STOCKOUT, FRESH_ACCOUNT, NOT_LISTENING, QUOTA -> MAKING;
      default -> CHANGES;
    };
  }

  /** Whether Google could say this of such a resource. */
  public boolean suits(String type) {
    return switch (this) {
      case ACT_AS -> type.contains("cloud_run") || type.equals("google_compute_instance");
      case STOCKOUT -> type.startsWith("google_compute_instance");
      case FRESH_ACCOUNT -> Phrases.isGrant(type);
      case NOT_LISTENING -> type.equals("google_cloud_run_v2_service");
      default -> true;
    };
  }

  /** What the provider prints; of {@link #HANG} and {@link #SLOW} nothing. */
  public String sentence(Attempt attempt) {
    return switch (this) {
      case PERMISSION_DENIED -> Phrases.sentence(attempt, Permissions.denied(attempt));
      case API_DISABLED ->
          Phrases.sentence(
              attempt,
              EnabledApis.disabled(
                  attempt, attempt.schema().api().orElse("cloudresourcemanager.googleapis.com")));
      case ACT_AS ->
          Phrases.sentence(
              attempt,
              Accounts.denied(
                  attempt, attempt.projectNumber() + "-compute@developer.gserviceaccount.com"));
      case QUOTA -> quota(attempt);
      case RATE_LIMITED -> Phrases.sentence(attempt, rateLimited(attempt));
      case STOCKOUT ->
          Phrases.waiting(attempt)
              + "The zone 'projects/%s/zones/%s' does not have enough resources available to fulfill the request.  Try a different zone, or try again later."
                  .formatted(attempt.project(), attempt.text("zone"));
      case NOT_FOUND -> Phrases.sentence(attempt, notFound(attempt));
      case CONFLICT -> conflict(attempt);
      case FRESH_ACCOUNT ->
          Phrases.sentence(
              attempt,
              Accounts.unknown(attempt, attempt.text("member").replaceFirst("^[^:]*:", "")));
      case NOT_LISTENING -> Containers.notListening(attempt, Containers.port(attempt));
      case INTERNAL ->
          Phrases.sentence(
              attempt, GoogleError.of(attempt, 500, "Internal error encountered.", "backendError"));
      case UNAVAILABLE ->
          Phrases.sentence(
              attempt,
              GoogleError.of(
                  attempt, 503, "The service is currently unavailable.", "backendError"));
      case HANG, SLOW -> "";
    };
  }

  /** Compute Engine names the quota; others say only that one is used up (429). */
  private static String quota(Attempt attempt) {
    if (attempt.schema().api().filter("compute.googleapis.com"::equals).isPresent()) {
      String metric =
          attempt.type().contains("address")
              ? "STATIC_ADDRESSES"
              : attempt.type().contains("disk") ? "SSD_TOTAL_GB" : "CPUS";
      return Phrases.waiting(attempt)
          + Quotas.exceeded(
              metric, Quotas.LIMITS.getOrDefault(metric, 0), attempt.region().orElse("global"));
    }
    return Phrases.sentence(
        attempt,
        GoogleError.of(
            attempt, 429, "Resource has been exhausted (e.g. check quota).", "quotaExceeded"));
  }

  private static GoogleError rateLimited(Attempt attempt) {
    String service = attempt.schema().api().orElse("cloudresourcemanager.googleapis.com");
    String consumer = "project_number:" + attempt.projectNumber();
    if (service.equals("compute.googleapis.com")) {
      return GoogleError.of(
          attempt,
          403,
          "Quota exceeded for quota group 'ReadGroup' and limit 'Read requests per 100 seconds' of service '%s' for consumer '%s'."
              .formatted(service, consumer),
          "rateLimitExceeded");
    }
    return GoogleError.of(
            attempt,
            429,
            "Quota exceeded for quota metric 'Write requests' and limit 'Write requests per minute' of service '%s' for consumer '%s'."
                .formatted(service, consumer),
            "rateLimitExceeded")
        .info(
            "RATE_LIMIT_EXCEEDED",
            "googleapis.com",
            Map.of(
                "consumer",
                "projects/" + attempt.projectNumber(),
                "quota_limit",
                "WriteRequestsPerMinutePerProject",
                "service",
                service));
  }

  private static GoogleError notFound(Attempt attempt) {
    String message =
        switch (attempt.schema().api().orElse("")) {
          case "compute.googleapis.com" ->
              "The resource '%s' was not found".formatted(attempt.id());
          case "storage.googleapis.com" -> "The specified bucket does not exist.";
          case "bigquery.googleapis.com" ->
              "Not found: Dataset %s:%s".formatted(attempt.project(), attempt.text("dataset_id"));
          case "sqladmin.googleapis.com" -> "The Cloud SQL instance does not exist.";
          default -> "Requested entity was not found.";
        };
    return GoogleError.of(attempt, 404, message, "notFound");
  }

  private static String conflict(Attempt attempt) {
    if (Phrases.isGrant(attempt.type())) {
      return Phrases.sentence(
          attempt,
          GoogleError.of(
              attempt,
              409,
              "There were concurrent policy changes. Please retry the whole read-modify-write with exponential backoff.",
              "aborted"));
    }
    if (attempt.operation() == Operation.CREATE) {
      return Conflicts.exists(attempt.schema(), attempt.state()).summary();
    }
    boolean database = attempt.schema().api().filter("sqladmin.googleapis.com"::equals).isPresent();
    return Phrases.sentence(
        attempt,
        GoogleError.of(
            attempt,
            409,
            database
                ? "Operation failed because another operation was already in progress. Try your request after the current operation is complete."
                : "Conflict for resource '%s': version '1' was specified but current version is '2'."
                    .formatted(attempt.name()),
            database ? "operationInProgress" : "conflict"));
  }
}
