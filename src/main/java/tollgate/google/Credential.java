package tollgate.google;

import java.util.Map;
import java.util.Optional;

/**
 * What a request to Google is signed with. Never printed.
 *
 * @param header name of the HTTP header
 * @param value of the header
 */
public record Credential(String header, String value) {

  /** An API key; it goes into a header, since addresses end up in logs. */
  public static Credential apiKey(String key) {
    return new Credential("x-goog-api-key", key);
  }

  /** An access token, as {@code gcloud auth application-default print-access-token} prints it. */
  public static Credential token(String token) {
    return new Credential("Authorization", "Bearer " + token);
  }

  /** The key or the token that the environment holds; a key counts first. */
  public static Optional<Credential> of(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("GOOGLE_API_KEY"))
        .filter(key -> !key.isBlank())
        .map(key -> apiKey(key.strip()))
        .or(
            () ->
                Optional.ofNullable(environment.get("GOOGLE_OAUTH_ACCESS_TOKEN"))
                    .filter(token -> !token.isBlank())
                    .map(token -> token(token.strip())));
  }

  @Override
  public String toString() {
    return header + ": (secret)";
  }
}
