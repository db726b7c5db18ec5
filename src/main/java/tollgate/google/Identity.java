package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Shown;

/**
 * Who calls Google, found where Google's own libraries and the terraform provider look (application
 * default credentials), in their order.
 *
 * @param kind of credentials
 * @param principal who that is, as far as the credentials themselves say; fit for a terminal
 * @param source where they were found; fit for a terminal
 * @param quotaProject whom requests count for; only a person's login needs one
 * @param secret what tokens are made of; never shown
 */
public record Identity(
    Kind kind, String principal, String source, Optional<String> quotaProject, Secret secret) {

  /** The kinds of credentials. */
  public enum Kind {
    TOKEN("an access token"),
    PERSON("a person's login"),
    KEY_FILE("a service account's key file"),
    WORKLOAD_IDENTITY("workload identity"),
    IMPERSONATION("impersonation of a service account"),
    MACHINE("the service account of this machine");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  /** A text or a file's content that must not be shown. */
  record Secret(String text, JsonNode file) {
    @Override
    public String toString() {
      return "(secret)";
    }
  }

  private static final List<String> FILES =
      List.of("GOOGLE_CREDENTIALS", "GOOGLE_APPLICATION_CREDENTIALS");
  private static final Pattern IMPERSONATION =
      Pattern.compile(
          "https://iamcredentials\\.googleapis\\.com/v1/projects/-/serviceAccounts/([^/:@]+@[a-z0-9.-]+):generateAccessToken");
  private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
  private static final int LARGEST = 1 << 16;

  /**
   * Finds them.
   *
   * @throws GoogleException when there are none, or the file that is named cannot be read
   */
  static Identity find(Map<String, String> environment) throws GoogleException {
    String token = environment.getOrDefault("GOOGLE_OAUTH_ACCESS_TOKEN", "").strip();
    if (!token.isEmpty()) {
      return new Identity(
          Kind.TOKEN,
          "whoever it was made for",
          "GOOGLE_OAUTH_ACCESS_TOKEN",
          Optional.empty(),
          new Secret(token, MissingNode.getInstance()));
    }
    for (String name : FILES) {
      String value = environment.getOrDefault(name, "").strip();
      if (value.startsWith("{")) {
        return read(value, name, environment);
      }
      if (!value.isEmpty()) {
        return read(text(Path.of(value), name), name, environment);
      }
    }
    Path login =
        GcloudSettings.directory(environment).resolve("application_default_credentials.json");
    if (Files.isRegularFile(login)) {
      return read(text(login, "gcloud's login"), "gcloud's login", environment);
    }
    if (!environment.getOrDefault("GCE_METADATA_HOST", "").isEmpty() || onGoogle()) {
      return new Identity(
          Kind.MACHINE,
          "the account of this machine",
          "the metadata server",
          Optional.empty(),
          new Secret("", MissingNode.getInstance()));
    }
    throw GoogleClient.problem(
        GoogleProblem.Kind.NO_CREDENTIALS,
        "There are no credentials for Google Cloud.",
        "Run gcloud auth application-default login.");
  }

  /** As Google's own libraries tell, without a request that could hang. */
  private static boolean onGoogle() {
    try {
      Path product = Path.of("/sys/class/dmi/id/product_name");
      return Files.isReadable(product) && Files.readString(product).startsWith("Google");
    } catch (IOException unreadable) {
      return false;
    }
  }

  private static String text(Path file, String source) throws GoogleException {
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= LARGEST) {
        return Files.readString(file);
      }
    } catch (IOException unreadable) {
      // The same as none.
    }
    throw GoogleClient.problem(
        GoogleProblem.Kind.NO_CREDENTIALS,
        "The credentials that %s names cannot be read.".formatted(source),
        "Name a file that is there, or run gcloud auth application-default login.");
  }

  private static Identity read(String text, String source, Map<String, String> environment)
      throws GoogleException {
    JsonNode file;
    try {
      file = GoogleClient.JSON.readTree(text);
    } catch (IOException noJson) {
      throw broken(source);
    }
    Optional<String> quota =
        Optional.ofNullable(environment.get("GOOGLE_CLOUD_QUOTA_PROJECT"))
            .filter(project -> !project.isEmpty())
            .or(() -> Optional.of(file.path("quota_project_id").asText("")))
            .filter(project -> PROJECT.matcher(project).matches());
    Secret secret = new Secret("", file);
    String impersonated = impersonated(file.path("service_account_impersonation_url").asText(""));
    return switch (file.path("type").asText()) {
      case "authorized_user" ->
          new Identity(
              Kind.PERSON,
              Optional.of(file.path("account").asText(""))
                  .filter(who -> !who.isEmpty())
                  .map(Shown::bare)
                  .or(
                      () ->
                          GcloudSettings.read(environment)
                              .value("core", "account")
                              .map(Shown::bare))
                  .orElse("a person"),
              source,
              quota,
              secret);
      case "service_account" ->
          new Identity(
              Kind.KEY_FILE,
              Shown.bare(file.path("client_email").asText("")),
              source,
              Optional.empty(),
              secret);
      case "impersonated_service_account" ->
          new Identity(Kind.IMPERSONATION, Shown.bare(impersonated), source, quota, secret);
      case "external_account" ->
          new Identity(
              Kind.WORKLOAD_IDENTITY,
              impersonated.isEmpty()
                  ? "a principal of a workload identity pool"
                  : Shown.bare(impersonated),
              source,
              quota,
              secret);
      default -> throw broken(source);
    };
  }

  /** The account in an impersonation's address, which must be Google's: it gets a token. */
  static String impersonated(String url) {
    Matcher account = IMPERSONATION.matcher(url);
    return account.matches() ? account.group(1) : "";
  }

  private static GoogleException broken(String source) {
    return GoogleClient.problem(
        GoogleProblem.Kind.NO_CREDENTIALS,
        "The credentials in %s are of no kind that is known.".formatted(source),
        "Run gcloud auth application-default login again.");
  }
}
