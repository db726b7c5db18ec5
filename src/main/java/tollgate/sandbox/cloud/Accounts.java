package tollgate.sandbox.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tollgate.sandbox.store.StoredObject;
import tollgate.schema.value.Value;

/** Service accounts that are not there (yet), and those that the caller may not act as. */
final class Accounts {
  static final String TYPE = "google_service_account";

  private static final Pattern EMAIL =
      Pattern.compile("([a-z0-9-]+)@([a-z0-9.:-]+)\\.iam\\.gserviceaccount\\.com");
  private static final String MEMBER = "serviceAccount:";

  /** How long the provider goes on waiting once the account can be read. */
  private static final Duration SETTLING = Duration.ofSeconds(10);

  private static final Duration MONTH = Duration.ofDays(30);

  private static final Set<String> MAY_ACT_AS =
      Set.of("roles/iam.serviceAccountUser", "roles/owner", "roles/editor");

  /** Where a resource names the account it runs as. */
  private static final Map<String, String> RUNS_AS =
      Map.of(
          "google_cloud_run_v2_service", "template.0.service_account",
          "google_cloud_run_v2_job", "template.0.template.0.service_account",
          "google_cloud_run_service", "template.0.spec.0.service_account_name",
          "google_cloudfunctions2_function", "service_config.0.service_account_email",
          "google_compute_instance", "service_account.0.email");

  static final List<Rule> RULES =
      List.of(
          new Rule(
              "account-known",
              "a grant cannot name a service account that is not there yet, or no more",
              "GoogleCloudPlatform/data-migration-tool#58; GoogleCloudPlatform/genai-for-marketing#139",
              Accounts::granted),
          new Rule(
              "account-settles",
              "policies know a new service account only after some seconds, for which the provider waits",
              "hashicorp/terraform-provider-google#15042; GoogleCloudPlatform/magic-modules#10813",
              Accounts::tooFresh),
          new Rule(
              "act-as",
              "what runs as a service account needs it, and a caller who may act as it",
              "GoogleCloudPlatform/cloud-run-release-manager#81; google/keyword_factory#22",
              Accounts::runsAs));

  private Accounts() {}

  private static Optional<Rule.Refusal> granted(Attempt attempt, World world) {
    return grantedTo(attempt, email -> missing(email, world));
  }

  private static Optional<Rule.Refusal> tooFresh(Attempt attempt, World world) {
    return grantedTo(
        attempt,
        email ->
            world
                .find(TYPE, id(email))
                .filter(each -> each.created().plus(SETTLING).isAfter(world.clock().instant()))
                .isPresent());
  }

  private static Optional<Rule.Refusal> grantedTo(Attempt attempt, Predicate<String> unknown) {
    if (attempt.operation() == Operation.DELETE || !Phrases.isGrant(attempt.type())) {
      return Optional.empty();
    }
    return Stream.concat(Stream.of(attempt.at("member")), attempt.at("members").items().stream())
        .map(Value::textOrEmpty)
        .filter(member -> member.startsWith(MEMBER))
        .map(member -> member.substring(MEMBER.length()))
        .filter(unknown)
        .findFirst()
        .flatMap(email -> Rule.Refusal.of(attempt, unknown(attempt, email)));
  }

  /** How long the provider waits after it made one of this type. */
  static Duration settling(String type) {
    return type.equals(TYPE) ? SETTLING : Duration.ZERO;
  }

  /** Google's words for an account that its policies do not know. */
  static GoogleError unknown(Attempt attempt, String email) {
    boolean storage = attempt.schema().api().filter("storage.googleapis.com"::equals).isPresent();
    return GoogleError.of(
        attempt,
        400,
        "Service account %s does not exist.".formatted(email),
        storage ? "invalid" : "badRequest");
  }

  private static Optional<Rule.Refusal> runsAs(Attempt attempt, World world) {
    String place = RUNS_AS.get(attempt.type());
    if (place == null || attempt.operation() == Operation.DELETE) {
      return Optional.empty();
    }
    String email = attempt.text(place);
    if (missing(email, world)) {
      return attempt.type().equals("google_compute_instance")
          ? Rule.Refusal.of(
              attempt,
              GoogleError.of(
                  attempt,
                  404,
                  "The resource 'projects/%s/serviceAccounts/%s' of type 'serviceAccount' was not found."
                      .formatted(attempt.project(), email),
                  "notFound"))
          : Rule.Refusal.of(attempt, denied(attempt, email));
    }
    Optional<String> caller = attempt.provider().impersonated();
    boolean known = caller.filter(each -> exists(each, world)).isPresent();
    if (email.isEmpty() || !known || mayActAs(caller.get(), email, world)) {
      return Optional.empty();
    }
    return Rule.Refusal.of(attempt, denied(attempt, email));
  }

  /** Google's words when the caller may not act as the account. */
  static GoogleError denied(Attempt attempt, String email) {
    if (attempt.type().equals("google_compute_instance")) {
      return GoogleError.of(
          attempt,
          403,
          "The user does not have access to service account '%s'.  User: '%s'.  Ask a project owner to grant you the iam.serviceAccountUser role on the service account"
              .formatted(email, attempt.provider().impersonated().orElse(Permissions.CALLER)),
          "forbidden");
    }
    return GoogleError.of(
        attempt,
        403,
        "Permission 'iam.serviceaccounts.actAs' denied on service account %s (or it may not exist)."
            .formatted(email),
        "forbidden");
  }

  private static boolean mayActAs(String caller, String email, World world) {
    String member = MEMBER + caller;
    return Stream.concat(
            world.all("google_service_account_iam_member").stream()
                .filter(each -> text(each, "service_account_id").endsWith("/" + email)),
            world.all("google_project_iam_member").stream())
        .anyMatch(
            each -> text(each, "member").equals(member) && MAY_ACT_AS.contains(text(each, "role")));
  }

  /** True for an account that this run is yet to create, or that was deleted. */
  private static boolean missing(String email, World world) {
    return !exists(email, world)
        && (world.isPlanned(TYPE, email) || world.wentWithin(MONTH, TYPE, id(email)));
  }

  private static boolean exists(String email, World world) {
    return world.find(TYPE, id(email)).isPresent();
  }

  /** The id of the account's resource; empty for Google's own accounts. */
  private static String id(String email) {
    Matcher parts = EMAIL.matcher(email);
    return parts.matches() ? "projects/%s/serviceAccounts/%s".formatted(parts.group(2), email) : "";
  }

  private static String text(StoredObject object, String name) {
    return object.state().path(name).asText();
  }
}
