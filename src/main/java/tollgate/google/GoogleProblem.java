package tollgate.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Shown;

/**
 * Why a call did not work. Google says so in two forms: {@code error.errors[].reason} of the older
 * APIs, and {@code error.details[]} with an ErrorInfo of the newer ones (AIP-193).
 *
 * @param sentence what is wrong; fit for a terminal
 * @param fix what to do
 */
public record GoogleProblem(Kind kind, String sentence, String fix) {

  /** What kind of problem it is. */
  public enum Kind {
    NO_CREDENTIALS,
    UNAUTHENTICATED,
    API_DISABLED,
    SCOPES,
    PERMISSION,
    BILLING,
    QUOTA,
    QUOTA_PROJECT,
    PERIMETER,
    ORG_POLICY,
    INVALID,
    NOT_FOUND,
    CONFLICT,
    PRECONDITION,
    SERVER,
    UNREACHABLE,
    SLOW,
    CUT,
    UNREADABLE,
    REFUSED_HERE,
    INTERRUPTED;

    /** True when it says nothing of what was asked about, only of the way there. */
    public boolean transientFault() {
      return switch (this) {
        case QUOTA, SERVER, UNREACHABLE, SLOW, CUT, UNREADABLE, INTERRUPTED -> true;
        default -> false;
      };
    }
  }

  private static final Pattern PERMISSION =
      Pattern.compile("[Pp]ermission '?([a-z][A-Za-z]+(?:\\.[A-Za-z]+){2,3})'?");
  private static final Pattern ACCESS =
      Pattern.compile("does not have ([a-z][A-Za-z]+(?:\\.[A-Za-z]+){2}) access");
  private static final Pattern SERVICE = Pattern.compile("[a-z][a-z0-9-]{1,40}\\.googleapis\\.com");
  private static final int LONGEST = 240;

  /** Reads an answer that is no success. */
  static GoogleProblem of(int status, String body, Api api) {
    JsonNode error = error(body);
    String message = shown(error.path("message").asText(error.asText("")));
    Set<String> reasons = reasons(error);
    String said =
        message.isEmpty() ? "" : " Google says: " + message + (message.endsWith(".") ? "" : ".");
    return switch (status) {
      case 400 -> badRequest(reasons, message, said);
      case 401 ->
          new GoogleProblem(
              Kind.UNAUTHENTICATED,
              "Google does not accept the credentials (HTTP 401).",
              "Run gcloud auth application-default login again, and look at this machine's clock.");
      case 403 -> forbidden(reasons, error, message, said, api);
      case 404 ->
          new GoogleProblem(
              Kind.NOT_FOUND, "It does not exist (HTTP 404)." + said, "Check the name.");
      case 409 ->
          new GoogleProblem(
              Kind.CONFLICT,
              "It exists already, or is being changed by somebody else (HTTP 409)." + said,
              "Take another name, or try again in a minute.");
      case 412 ->
          new GoogleProblem(
              Kind.PRECONDITION,
              "It was changed by somebody else in between (HTTP 412)." + said,
              "Run the command again.");
      case 429 -> quota(said);
      default ->
          status >= 500
              ? new GoogleProblem(
                  Kind.SERVER,
                  "Google's %s API has a fault of its own (HTTP %d).".formatted(api.word(), status),
                  "Try again in some minutes; https://status.cloud.google.com tells of large ones.")
              : new GoogleProblem(
                  Kind.INVALID,
                  "Google answered with HTTP %d.%s".formatted(status, said),
                  "Run again with -v.");
    };
  }

  private static GoogleProblem badRequest(Set<String> reasons, String message, String said) {
    if (reasons.contains("invalid_grant") || message.contains("invalid_grant")) {
      return new GoogleProblem(
          Kind.UNAUTHENTICATED,
          "The login has expired or was revoked.",
          "Run gcloud auth application-default login; for a key file, look at this machine's clock.");
    }
    if (message.contains("billing") && message.contains("not")) {
      return billing();
    }
    if (reasons.contains("CUSTOM_ORG_POLICY_VIOLATION") || message.contains("constraints/")) {
      return organisation(said);
    }
    return new GoogleProblem(
        Kind.INVALID, "Google refuses the request (HTTP 400)." + said, "Check what it names.");
  }

  private static GoogleProblem forbidden(
      Set<String> reasons, JsonNode error, String message, String said, Api api) {
    if (has(reasons, "accessNotConfigured", "SERVICE_DISABLED")) {
      Matcher named = SERVICE.matcher(metadata(error, "service") + " " + message);
      String service = named.find() ? named.group() : api.word() + ".googleapis.com";
      return new GoogleProblem(
          Kind.API_DISABLED,
          "The API %s is not enabled in the project that is asked.".formatted(service),
          "Run gcloud services enable %s, and wait a minute.".formatted(service));
    }
    if (has(
            reasons,
            "BILLING_DISABLED",
            "billingNotEnabled",
            "accountDisabled",
            "UREQ_PROJECT_BILLING_NOT_FOUND")
        || message.contains("billing account for the owning project is disabled")) {
      return billing();
    }
    if (has(
        reasons,
        "rateLimitExceeded",
        "userRateLimitExceeded",
        "quotaExceeded",
        "RATE_LIMIT_EXCEEDED")) {
      return quota(said);
    }
    if (has(reasons, "SECURITY_POLICY_VIOLATED", "vpcServiceControls")
        || message.contains("VPC Service Controls")
        || message.contains("organization's policy")) {
      return new GoogleProblem(
          Kind.PERIMETER,
          "A service perimeter (VPC Service Controls) keeps this machine out." + said,
          "Work from inside the perimeter, or ask its owners for an ingress rule.");
    }
    if (has(reasons, "ACCESS_TOKEN_SCOPE_INSUFFICIENT", "insufficientPermissions")
        && (message.contains("scope") || has(reasons, "ACCESS_TOKEN_SCOPE_INSUFFICIENT"))) {
      return new GoogleProblem(
          Kind.SCOPES,
          "The token was made for less than this.",
          "Run gcloud auth application-default login; a VM needs the scope cloud-platform.");
    }
    if (has(reasons, "USER_PROJECT_DENIED")
        || message.contains("requires a quota project")
        || message.contains("serviceusage.services.use")) {
      return new GoogleProblem(
          Kind.QUOTA_PROJECT,
          "The quota project of the login is missing or may not be used." + said,
          "Run gcloud auth application-default set-quota-project PROJECT with a project you may use.");
    }
    if (message.contains("constraints/") || has(reasons, "orgPolicyViolation", "conditionNotMet")) {
      return organisation(said);
    }
    Matcher permission = PERMISSION.matcher(metadata(error, "permission") + " " + message);
    Matcher access = ACCESS.matcher(message);
    String missing =
        permission.find()
            ? permission.group(1)
            : access.find() ? access.group(1) : metadata(error, "permission");
    return missing.isEmpty()
        ? new GoogleProblem(
            Kind.PERMISSION,
            "The credentials may not do this, or it does not exist (HTTP 403)." + said,
            "Check the project's id and who you are logged in as.")
        : new GoogleProblem(
            Kind.PERMISSION,
            "The permission %s is missing.".formatted(missing),
            "Ask an owner of the project for a role that holds it.");
  }

  private static GoogleProblem billing() {
    return new GoogleProblem(
        Kind.BILLING,
        "The project has no billing account, or that account is closed.",
        "Link one: gcloud billing projects link PROJECT --billing-account ACCOUNT.");
  }

  private static GoogleProblem quota(String said) {
    return new GoogleProblem(
        Kind.QUOTA,
        "Google's limit on requests is reached." + said,
        "Wait a minute and try again; a daily limit ends at midnight Pacific time.");
  }

  private static GoogleProblem organisation(String said) {
    return new GoogleProblem(
        Kind.ORG_POLICY,
        "A policy of the organisation forbids this." + said,
        "Ask the organisation's administrators which value it allows.");
  }

  /** Both forms of a reason, and OAuth's own. */
  private static Set<String> reasons(JsonNode error) {
    Set<String> reasons = new LinkedHashSet<>();
    error.path("errors").forEach(each -> reasons.add(each.path("reason").asText()));
    error.path("details").forEach(each -> reasons.add(each.path("reason").asText()));
    reasons.add(error.path("status").asText());
    if (error.isTextual()) {
      reasons.add(error.asText());
    }
    return reasons;
  }

  private static String metadata(JsonNode error, String key) {
    for (JsonNode detail : error.path("details")) {
      String value = detail.path("metadata").path(key).asText("");
      if (value.matches("[A-Za-z0-9._-]{1,80}")) {
        return value;
      }
    }
    return "";
  }

  private static boolean has(Set<String> reasons, String... any) {
    for (String each : any) {
      if (reasons.contains(each)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode error(String body) {
    ObjectMapper json = new ObjectMapper();
    try {
      JsonNode node = json.readTree(body);
      return node == null ? json.createObjectNode() : node.path("error");
    } catch (JsonProcessingException noJson) {
      return json.createObjectNode();
    }
  }

  private static String shown(String message) {
    String one = message.strip().replaceAll("\\s+", " ");
    String cut = one.length() > LONGEST ? one.substring(0, LONGEST) + "…" : one;
    // Google's texts quote what was sent; a token must not come back to a log through one.
    return Shown.whole(cut.replaceAll("(?i)ya29\\.[\\w.-]+|bearer\\s+\\S+", "(secret)"));
  }

  /** In a log or a report, by its kind. */
  String word() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
