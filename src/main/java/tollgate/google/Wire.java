package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Requests over HTTP, each with a deadline that its repetitions are part of. Repeated is only what
 * may be: a request that was turned away unread (429), and, of requests that can be made twice,
 * what broke on the way or at the other side.
 */
final class Wire {
  private static final int TRIES = 4;
  private static final int LARGEST = 8 << 20;
  private static final Duration CONNECT = Duration.ofSeconds(4);
  private static final Duration FIRST_WAIT = Duration.ofMillis(500);
  private static final Set<Integer> AGAIN = Set.of(500, 502, 503, 504);

  private final HttpClient http;
  private final String agent;
  private final Duration deadline;
  private final GoogleClient.Sleeper sleeper;

  /**
   * @param environment that may name a proxy
   * @param agent what this program calls itself
   * @param deadline of each request, its repetitions included
   */
  Wire(
      Map<String, String> environment,
      String agent,
      Duration deadline,
      GoogleClient.Sleeper sleeper) {
    this.http =
        HttpClient.newBuilder()
            .connectTimeout(deadline.compareTo(CONNECT) < 0 ? deadline : CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(Proxies.of(environment))
            .build();
    this.agent = agent;
    this.deadline = deadline;
    this.sleeper = sleeper;
  }

  /**
   * What came of one request, whatever its status.
   *
   * @param place the host, for sentences
   */
  HttpResponse<byte[]> once(String place, HttpRequest.Builder request) throws GoogleException {
    return exchange(place, request, System.nanoTime() + deadline.toNanos());
  }

  /**
   * The JSON object that a request is answered with.
   *
   * @param api that is asked, for sentences
   * @param repeatable whether the request can be made twice
   * @throws GoogleException for any other answer, or none in time
   */
  JsonNode json(Api api, String place, HttpRequest.Builder request, boolean repeatable)
      throws GoogleException {
    long end = System.nanoTime() + deadline.toNanos();
    HttpRequest.Builder asking = request.copy().setHeader("Accept", "application/json");
    Duration wait = FIRST_WAIT;
    for (int i = 1; ; i++) {
      GoogleException failure;
      Duration pause = wait;
      boolean again;
      try {
        HttpResponse<byte[]> answer = exchange(place, asking, end);
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
          return read(answer.body());
        }
        failure =
            new GoogleException(
                GoogleProblem.of(status, new String(answer.body(), StandardCharsets.UTF_8), api));
        Optional<Duration> asked = retryAfter(answer);
        pause = asked.orElse(wait);
        boolean turnedAway =
            failure.problem().kind() == GoogleProblem.Kind.QUOTA
                && (asked.isPresent() || repeatable);
        again = turnedAway || (repeatable && AGAIN.contains(status));
      } catch (GoogleException broken) {
        failure = broken;
        GoogleProblem.Kind kind = broken.problem().kind();
        again =
            repeatable
                && (kind == GoogleProblem.Kind.CUT || kind == GoogleProblem.Kind.UNREACHABLE);
      }
      if (!again || i == TRIES || System.nanoTime() + pause.toNanos() >= end) {
        throw failure;
      }
      pause(pause);
      wait = wait.multipliedBy(2);
    }
  }

  private void pause(Duration wait) throws GoogleException {
    try {
      sleeper.sleep(wait);
    } catch (InterruptedException stopped) {
      throw interrupted();
    }
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,5}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private HttpResponse<byte[]> exchange(String place, HttpRequest.Builder request, long end)
      throws GoogleException {
    HttpRequest ready = request.setHeader("User-Agent", agent).build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(ready, unused -> new LimitedBody(LARGEST));
    try {
      return answer.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      throw WireFault.slow(place, deadline);
    } catch (InterruptedException stopped) {
      throw interrupted();
    } catch (ExecutionException failed) {
      throw WireFault.of(place, failed.getCause(), deadline, LARGEST);
    } finally {
      answer.cancel(true);
    }
  }

  private static GoogleException interrupted() {
    Thread.currentThread().interrupt();
    return GoogleClient.problem(
        GoogleProblem.Kind.INTERRUPTED, "The call was interrupted.", "Run the command again.");
  }

  private static JsonNode read(byte[] body) throws GoogleException {
    try {
      JsonNode json =
          body.length == 0
              ? GoogleClient.JSON.createObjectNode()
              : GoogleClient.JSON.readTree(body);
      if (json != null && json.isObject()) {
        return json;
      }
    } catch (IOException noJson) {
      // The same as no object at all.
    }
    throw GoogleClient.problem(
        GoogleProblem.Kind.UNREADABLE,
        "The answer is not what Google's APIs answer; something in between may have written it.",
        "Check the network for a proxy or a login page.");
  }
}
