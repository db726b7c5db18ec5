package tollgate.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one way to Google's APIs: where they are, who asks, and which requests may be made twice. */
public final class GoogleClient {
  private static final String API_KEY = "GOOGLE_API_KEY";
  private static final int MOST_PAGES = 200;
  static final ObjectMapper JSON = new ObjectMapper();

  private final Wire wire;
  private final Endpoints endpoints;
  private final Tokens tokens;
  private final Optional<String> key;

  /** Waits; a test does not. */
  @FunctionalInterface
  public interface Sleeper {
    /** Waits indeed. */
    Sleeper THREAD = wait -> Thread.sleep(wait.toMillis());

    void sleep(Duration wait) throws InterruptedException;
  }

  private GoogleClient(Wire wire, Endpoints endpoints, Tokens tokens, Optional<String> key) {
    this.wire = wire;
    this.endpoints = endpoints;
    this.tokens = tokens;
    this.key = key;
  }

  /**
   * A client for the credentials that the environment leads to.
   *
   * @param version of this program, for Google's logs
   * @param deadline of each call, its repetitions included
   * @throws GoogleException when there are no credentials, or they cannot be read
   */
  public static GoogleClient of(
      Map<String, String> environment, String version, Duration deadline, Sleeper sleeper)
      throws GoogleException {
    GoogleClient bare = unsigned(environment, version, deadline, sleeper);
    Identity identity = Identity.find(environment);
    return new GoogleClient(
        bare.wire, bare.endpoints, Tokens.of(identity, bare, environment), Optional.empty());
  }

  /**
   * A client without credentials, for what needs none.
   *
   * @throws GoogleException when the environment names a place that must not be asked
   */
  public static GoogleClient unsigned(
      Map<String, String> environment, String version, Duration deadline, Sleeper sleeper)
      throws GoogleException {
    return new GoogleClient(
        new Wire(environment, "tollgate/" + version, deadline, sleeper),
        Endpoints.of(environment),
        Tokens.none(),
        Optional.empty());
  }

  /**
   * A client for what is public and only has to count for somebody: with the API key in
   * GOOGLE_API_KEY where there is one, else with the credentials that the environment leads to.
   *
   * @throws GoogleException when there is neither
   */
  public static GoogleClient forPublicData(
      Map<String, String> environment, String version, Duration deadline, Sleeper sleeper)
      throws GoogleException {
    String key = environment.getOrDefault(API_KEY, "").strip();
    if (key.isEmpty()) {
      return of(environment, version, deadline, sleeper);
    }
    GoogleClient bare = unsigned(environment, version, deadline, sleeper);
    return new GoogleClient(bare.wire, bare.endpoints, bare.tokens, Optional.of(key));
  }

  /** Who the requests are signed as. */
  public Identity identity() {
    return tokens.identity();
  }

  /** Fetches a token, so that credentials that do not work are noticed. */
  void signIn() throws GoogleException {
    String unused = tokens.token();
  }

  /**
   * Google's time, to within the second and the way of the answer.
   *
   * @throws GoogleException when it cannot be had
   */
  Instant time() throws GoogleException {
    HttpResponse<byte[]> answer =
        wire.once(place(Api.OAUTH), HttpRequest.newBuilder(endpoints.of(Api.OAUTH, "/")));
    try {
      return ZonedDateTime.parse(
              answer.headers().firstValue("Date").orElse(""), DateTimeFormatter.RFC_1123_DATE_TIME)
          .toInstant();
    } catch (DateTimeParseException noDate) {
      throw problem(
          GoogleProblem.Kind.UNREADABLE, "The answer tells no time.", "Compare the clock by hand.");
    }
  }

  /** Reads. */
  public JsonNode get(Api api, String path) throws GoogleException {
    return send(api, "GET", path, Optional.empty(), true);
  }

  /** Asks by a POST that changes nothing, or that does the same when made twice. */
  public JsonNode ask(Api api, String path, JsonNode body) throws GoogleException {
    return send(api, "POST", path, Optional.of(body), true);
  }

  /** Makes something; made twice it would be two things, or an error. */
  public JsonNode create(Api api, String path, JsonNode body) throws GoogleException {
    return send(api, "POST", path, Optional.of(body), false);
  }

  /** Changes something; guard it by an etag or a generation in path or body. */
  public JsonNode change(Api api, String method, String path, JsonNode body)
      throws GoogleException {
    return send(api, method, path, Optional.of(body), false);
  }

  /**
   * All elements of a list that comes in pages.
   *
   * @param path with a query
   * @param field that holds the elements
   */
  public List<JsonNode> list(Api api, String path, String field) throws GoogleException {
    List<JsonNode> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String page = "";
    do {
      JsonNode answer = get(api, page.isEmpty() ? path : path + "&pageToken=" + encoded(page));
      answer.path(field).forEach(all::add);
      page = answer.path("nextPageToken").asText("");
      if (!page.isEmpty() && (!seen.add(page) || seen.size() > MOST_PAGES)) {
        throw problem(
            GoogleProblem.Kind.UNREADABLE,
            "The pages of an answer never end.",
            "Try again; if it stays so, report it.");
      }
    } while (!page.isEmpty());
    return all;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Posts a form, unsigned: how tokens are fetched. */
  JsonNode form(Api api, String path, Map<String, String> fields) throws GoogleException {
    StringBuilder text = new StringBuilder();
    fields.forEach(
        (name, value) ->
            text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(encoded(value)));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.of(api, path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(text.toString()));
    return wire.json(api, place(api), request, true);
  }

  /** Posts JSON with a token that is not the usual one. */
  JsonNode signed(Api api, String path, JsonNode body, String token) throws GoogleException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.of(api, path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    return wire.json(api, place(api), request, true);
  }

  /** Another source of tokens than Google: a metadata server, or a CI system. */
  String foreign(HttpRequest.Builder request) throws GoogleException {
    return new String(
        wire.once(place(Api.STS), request.setHeader("Accept", "application/json")).body(),
        StandardCharsets.UTF_8);
  }

  /**
   * What another host answered, whatever that was.
   *
   * @param json an empty object where the body is none
   * @param location where it sends us on to
   */
  record Page(int status, JsonNode json, Optional<String> location) {}

  /** The token for what is Google's but no API. */
  Optional<String> bearer() throws GoogleException {
    return Optional.of(tokens.token()).filter(token -> !token.isEmpty());
  }

  /** Reads from a host that is no API of Google's, a registry of images; not repeated. */
  Page page(String host, String path, String accept, Optional<String> token)
      throws GoogleException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.of(host, path)).header("Accept", accept);
    token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    HttpResponse<byte[]> answer = wire.once(host, request);
    JsonNode json = JSON.createObjectNode();
    try {
      JsonNode read = answer.body().length == 0 ? json : JSON.readTree(answer.body());
      json = read == null ? json : read;
    } catch (IOException noJson) {
      // The status tells what is to be told.
    }
    return new Page(answer.statusCode(), json, answer.headers().firstValue("Location"));
  }

  private JsonNode send(
      Api api, String method, String path, Optional<JsonNode> body, boolean repeatable)
      throws GoogleException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.of(api, path))
            .method(
                method,
                body.map(json -> HttpRequest.BodyPublishers.ofString(json.toString()))
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    body.ifPresent(unused -> request.header("Content-Type", "application/json; charset=utf-8"));
    if (key.isPresent()) {
      // In a header, for addresses end up in logs.
      request.header("x-goog-api-key", key.get());
    } else {
      request.header("Authorization", "Bearer " + tokens.token());
      tokens
          .identity()
          .quotaProject()
          .ifPresent(project -> request.header("x-goog-user-project", project));
    }
    return wire.json(api, place(api), request, repeatable);
  }

  private String place(Api api) {
    return String.valueOf(endpoints.of(api, "/").getHost());
  }

  static GoogleException problem(GoogleProblem.Kind kind, String sentence, String fix) {
    return new GoogleException(new GoogleProblem(kind, sentence, fix));
  }
}
