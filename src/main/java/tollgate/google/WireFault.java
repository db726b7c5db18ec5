package tollgate.google;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Sentences about calls that got no answer. */
final class WireFault {
  private WireFault() {}

  /**
   * What became of an exchange that did not end.
   *
   * @param place the host
   * @param deadline of the call
   * @param largest answer that is read, in bytes
   */
  static GoogleException of(
      String place, @Nullable Throwable cause, Duration deadline, int largest) {
    if (cause instanceof LimitedBody.TooLarge) {
      return GoogleClient.problem(
          GoogleProblem.Kind.UNREADABLE,
          "The answer of %s is larger than %d MB.".formatted(place, largest >> 20),
          "Report it; no answer should be.");
    }
    if (cause instanceof HttpTimeoutException && !(cause instanceof HttpConnectTimeoutException)) {
      return slow(place, deadline);
    }
    if (cause instanceof ConnectException || cause instanceof HttpTimeoutException) {
      return GoogleClient.problem(
          GoogleProblem.Kind.UNREACHABLE,
          place + " cannot be reached.",
          "Check the network, and HTTPS_PROXY where there is a proxy.");
    }
    if (cause instanceof javax.net.ssl.SSLException) {
      return GoogleClient.problem(
          GoogleProblem.Kind.UNREACHABLE,
          "The encrypted connection to %s was refused; a proxy that opens connections does that."
              .formatted(place),
          "Put the proxy's certificate into Java's trust store.");
    }
    return GoogleClient.problem(
        GoogleProblem.Kind.CUT,
        "The connection to %s broke off.".formatted(place),
        cause instanceof IOException ? "Try again." : "Run again with -v.");
  }

  /** There was no answer in time. */
  static GoogleException slow(String place, Duration deadline) {
    return GoogleClient.problem(
        GoogleProblem.Kind.SLOW,
        "%s did not answer within %d s.".formatted(place, Math.max(1, deadline.toSeconds())),
        "Try again, and check the network.");
  }
}
