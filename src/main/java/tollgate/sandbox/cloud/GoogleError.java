package tollgate.sandbox.cloud;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer of a Google API that is an error, as Google's Go client
 * (google.golang.org/api/googleapi, {@code Error.Error}) turns it into text, and so as Terraform
 * shows it.
 *
 * @param code of HTTP
 * @param reason of the API's older error form; newer APIs have none
 * @param details entries of {@code error.details}, as indented JSON; may be empty
 */
public record GoogleError(int code, String message, Optional<String> reason, List<String> details) {

  /**
   * APIs that still answer with {@code error.errors} beside {@code error.details}; only then does
   * the text end in a reason. The younger ones (run, secretmanager, artifactregistry, …) do not.
   */
  private static final Set<String> WITH_REASON =
      Set.of(
          "bigquery.googleapis.com",
          "cloudresourcemanager.googleapis.com",
          "compute.googleapis.com",
          "dns.googleapis.com",
          "iam.googleapis.com",
          "sqladmin.googleapis.com",
          "storage.googleapis.com");

  public GoogleError {
    details = List.copyOf(details);
  }

  /** An error of that type's API; the reason is left out where the API has none. */
  static GoogleError of(Attempt attempt, int code, String message, String reason) {
    String api = attempt.schema().api().orElse("");
    return new GoogleError(
        code,
        message,
        WITH_REASON.contains(api) ? Optional.of(reason) : Optional.empty(),
        List.of());
  }

  /** The same with a {@code google.rpc.ErrorInfo}, by which programs know what is wrong. */
  GoogleError info(String why, String domain, Map<String, String> metadata) {
    String entries =
        metadata.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> "      \"%s\": \"%s\"".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(",\n"));
    return new GoogleError(
        code,
        message,
        reason,
        List.of(
            """
              {
                "@type": "type.googleapis.com/google.rpc.ErrorInfo",
                "domain": "%s",
                "metadata": {
            %s
                },
                "reason": "%s"
              }"""
                .formatted(domain, entries, why)));
  }

  /** {@code googleapi: Error 409: …, conflict}. */
  public String text() {
    StringBuilder text = new StringBuilder("googleapi: Error " + code + ": " + message);
    if (!details.isEmpty()) {
      text.append("\nDetails:\n[\n").append(String.join(",\n", details)).append("\n]\n");
    }
    reason.ifPresent(why -> text.append(", ").append(why));
    return text.toString().strip();
  }
}
