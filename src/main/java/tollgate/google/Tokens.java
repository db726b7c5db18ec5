package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Access tokens of an identity, fetched when the first is needed and kept for the run. Addresses in
 * credential files are not followed: tokens come from Google's own, whatever a file says.
 */
final class Tokens {
  private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";

  private final Optional<Identity> identity;
  private final Optional<GoogleClient> client;
  private final Map<String, String> environment;
  private Optional<String> token = Optional.empty();
  private Optional<GoogleException> refusal = Optional.empty();

  private Tokens(
      Optional<Identity> identity, Optional<GoogleClient> client, Map<String, String> environment) {
    this.identity = identity;
    this.client = client;
    this.environment = environment;
  }

  /** For requests that are not signed. */
  static Tokens none() {
    return new Tokens(Optional.empty(), Optional.empty(), Map.of());
  }

  /**
   * Tokens of somebody.
   *
   * @param client that fetches them
   */
  static Tokens of(Identity identity, GoogleClient client, Map<String, String> environment) {
    return new Tokens(Optional.of(identity), Optional.of(client), environment);
  }

  Identity identity() {
    return identity.orElseThrow();
  }

  /** A refusal is kept too: checks side by side would each wait for the same one. */
  synchronized String token() throws GoogleException {
    if (refusal.isPresent()) {
      throw refusal.get();
    }
    if (token.isEmpty()) {
      try {
        String fresh = fetch(identity());
        String account = environment.getOrDefault("GOOGLE_IMPERSONATE_SERVICE_ACCOUNT", "");
        token = Optional.of(account.isEmpty() ? fresh : impersonate(account, fresh));
      } catch (GoogleException refused) {
        refusal = Optional.of(refused);
        throw refused;
      }
    }
    return token.get();
  }

  private String fetch(Identity from) throws GoogleException {
    JsonNode file = from.secret().file();
    return switch (from.kind()) {
      case TOKEN -> required(from.secret().text());
      case PERSON -> person(file);
      case KEY_FILE -> accessToken(keyFile(file));
      case IMPERSONATION -> {
        JsonNode source = file.path("source_credentials");
        yield impersonate(
            Identity.impersonated(file.path("service_account_impersonation_url").asText("")),
            source.path("type").asText().equals("service_account")
                ? accessToken(keyFile(source))
                : person(source));
      }
      case WORKLOAD_IDENTITY -> federated(file);
      case MACHINE -> machine();
    };
  }

  private String person(JsonNode file) throws GoogleException {
    return accessToken(
        client()
            .form(
                Api.OAUTH,
                "/token",
                new TreeMap<>(
                    Map.of(
                        "grant_type", "refresh_token",
                        "client_id", file.path("client_id").asText(),
                        "client_secret", file.path("client_secret").asText(),
                        "refresh_token", file.path("refresh_token").asText()))));
  }

  /** RFC 7523: a signed statement for a token. */
  private JsonNode keyFile(JsonNode file) throws GoogleException {
    long now = Instant.now().getEpochSecond();
    ObjectNode claims =
        GoogleClient.JSON
            .createObjectNode()
            .put("iss", file.path("client_email").asText())
            .put("scope", SCOPE)
            .put("aud", "https://oauth2.googleapis.com/token")
            .put("iat", now)
            .put("exp", now + 3600);
    String statement = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part(claims.toString());
    try {
      String pem = file.path("private_key").asText().replaceAll("-----[A-Z ]+-----|\\s", "");
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(
          KeyFactory.getInstance("RSA")
              .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem))));
      signature.update(statement.getBytes(StandardCharsets.US_ASCII));
      return client()
          .form(
              Api.OAUTH,
              "/token",
              new TreeMap<>(
                  Map.of(
                      "grant_type",
                      "urn:ietf:params:oauth:grant-type:jwt-bearer",
                      "assertion",
                      statement
                          + "."
                          + Base64.getUrlEncoder()
                              .withoutPadding()
                              .encodeToString(signature.sign()))));
    } catch (GeneralSecurityException | IllegalArgumentException broken) {
      throw GoogleClient.problem(
          GoogleProblem.Kind.NO_CREDENTIALS,
          "The key file holds no private key that can be read.",
          "Do without one: gcloud auth application-default login.");
    }
  }

  private static String part(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /** A token of another system for one of Google's (RFC 8693), then perhaps an account's. */
  private String federated(JsonNode file) throws GoogleException {
    String federated =
        accessToken(
            client()
                .form(
                    Api.STS,
                    "/v1/token",
                    new TreeMap<>(
                        Map.of(
                            "grant_type",
                            "urn:ietf:params:oauth:grant-type:token-exchange",
                            "requested_token_type",
                            "urn:ietf:params:oauth:token-type:access_token",
                            "audience",
                            file.path("audience").asText(),
                            "scope",
                            SCOPE,
                            "subject_token_type",
                            file.path("subject_token_type").asText(),
                            "subject_token",
                            subject(file.path("credential_source"))))));
    String account =
        Identity.impersonated(file.path("service_account_impersonation_url").asText(""));
    return account.isEmpty() ? federated : impersonate(account, federated);
  }

  private String subject(JsonNode source) throws GoogleException {
    String text;
    if (source.has("file")) {
      try {
        text = Files.readString(Path.of(source.path("file").asText()));
      } catch (IOException unreadable) {
        throw GoogleClient.problem(
            GoogleProblem.Kind.NO_CREDENTIALS,
            "The file with the token of the other system cannot be read.",
            "Look at credential_source in the credentials.");
      }
    } else if (source.path("url").asText("").startsWith("https://")) {
      text = client().foreign(request(source));
    } else {
      throw GoogleClient.problem(
          GoogleProblem.Kind.NO_CREDENTIALS,
          "The token of the other system comes from neither a file nor an https address.",
          "Let gcloud make a token and set GOOGLE_OAUTH_ACCESS_TOKEN.");
    }
    String field = source.path("format").path("subject_token_field_name").asText("");
    try {
      return field.isEmpty() ? text.strip() : GoogleClient.JSON.readTree(text).path(field).asText();
    } catch (IOException noJson) {
      throw GoogleClient.problem(
          GoogleProblem.Kind.NO_CREDENTIALS,
          "The token of the other system is not in the form that the credentials say.",
          "Look at credential_source in the credentials.");
    }
  }

  private static HttpRequest.Builder request(JsonNode source) throws GoogleException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(source.path("url").asText()));
      source
          .path("headers")
          .properties()
          .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
      return request;
    } catch (IllegalArgumentException noRequest) {
      throw GoogleClient.problem(
          GoogleProblem.Kind.NO_CREDENTIALS,
          "The address of the other system's token, or a header for it, is none.",
          "Look at credential_source in the credentials.");
    }
  }

  private String impersonate(String account, String token) throws GoogleException {
    ObjectNode body = GoogleClient.JSON.createObjectNode().put("lifetime", "3600s");
    body.putArray("scope").add(SCOPE);
    JsonNode answer =
        client()
            .signed(
                Api.IAM_CREDENTIALS,
                "/v1/projects/-/serviceAccounts/%s:generateAccessToken"
                    .formatted(GoogleClient.encoded(account)),
                body,
                token);
    return required(answer.path("accessToken").asText(""));
  }

  private String machine() throws GoogleException {
    String host = environment.getOrDefault("GCE_METADATA_HOST", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://%s/computeMetadata/v1/instance/service-accounts/default/token"
                        .formatted(host.isEmpty() ? "169.254.169.254" : host)))
            .header("Metadata-Flavor", "Google");
    try {
      return accessToken(GoogleClient.JSON.readTree(client().foreign(request)));
    } catch (IOException noJson) {
      return required("");
    }
  }

  private static String accessToken(JsonNode answer) throws GoogleException {
    return required(answer.path("access_token").asText(""));
  }

  private static String required(String token) throws GoogleException {
    if (!token.matches("[\\x21-\\x7e]{1,16384}")) {
      throw GoogleClient.problem(
          GoogleProblem.Kind.UNAUTHENTICATED,
          "No access token came for the credentials.",
          "Run gcloud auth application-default login again.");
    }
    return token;
  }

  private GoogleClient client() {
    return client.orElseThrow();
  }

  @Override
  public String toString() {
    return "tokens of " + identity.map(Identity::principal).orElse("nobody");
  }
}
