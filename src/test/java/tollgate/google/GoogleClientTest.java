package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.google.GoogleProblem.Kind;
import tollgate.google.GoogleServer.Answer;

class GoogleClientTest {
  private static final String X = "/storage/x";
  private final GoogleServer google = new GoogleServer();
  private final List<Duration> waits = new ArrayList<>();

  @TempDir Path directory = Path.of("");

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleClient client() throws GoogleException {
    return client(google.environment());
  }

  private GoogleClient client(Map<String, String> environment) throws GoogleException {
    return GoogleClient.of(environment, "test", Duration.ofSeconds(4), waits::add);
  }

  private GoogleProblem refused() {
    try {
      client().get(Api.STORAGE, "/x");
    } catch (GoogleException failed) {
      return failed.problem();
    }
    throw new AssertionError("nothing was refused");
  }

  private static String error(int code, String message, String reason) {
    return """
        {"error": {"code": %d, "message": "%s", "errors": [{"reason": "%s", "domain": "global"}]}}"""
        .formatted(code, message, reason);
  }

  private static String info(int code, String message, String reason, String metadata) {
    return """
        {"error": {"code": %d, "message": "%s", "status": "PERMISSION_DENIED", "details": [
          {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "%s",
           "domain": "googleapis.com", "metadata": {%s}}]}}"""
        .formatted(code, message, reason, metadata);
  }

  @Test
  void aRequestCarriesTheTokenAndWhoAsks() throws Exception {
    google.on("GET " + X, Answer.of(200, "{\"a\": 1}"));
    assertThat(client().get(Api.STORAGE, "/x").path("a").asInt()).isEqualTo(1);
    assertThat(google.seen().get(0).headers().get("Authorization"))
        .containsExactly("Bearer " + GoogleServer.TOKEN);
    assertThat(google.seen().get(0).headers().get("User-agent")).containsExactly("tollgate/test");
  }

  @ParameterizedTest
  @CsvSource({
    "401,'Invalid Credentials',authError,UNAUTHENTICATED",
    "403,'Access Not Configured',accessNotConfigured,API_DISABLED",
    "403,'Request had insufficient authentication scopes.',insufficientPermissions,SCOPES",
    "403,'ada@x.example does not have storage.buckets.get access to the bucket.',forbidden,PERMISSION",
    "403,'Caller does not have permission',forbidden,PERMISSION",
    "403,'The billing account for the owning project is disabled in state closed',accountDisabled,BILLING",
    "403,'Rate Limit Exceeded',rateLimitExceeded,QUOTA",
    "403,'Request violates VPC Service Controls.',vpcServiceControls,PERIMETER",
    "403,'Constraint constraints/iam.disableServiceAccountKeyCreation violated',orgPolicyViolation,ORG_POLICY",
    "404,'Not Found',notFound,NOT_FOUND",
    "409,'You already own this bucket',conflict,CONFLICT",
    "412,'Precondition Failed',conditionNotMet,PRECONDITION",
    "429,'Too many',rateLimitExceeded,QUOTA",
    "500,'Backend Error',backendError,SERVER",
    "503,'Unavailable',backendError,SERVER",
    "400,'Invalid project id',invalid,INVALID",
    "418,'Tea',teapot,INVALID"
  })
  void eachAnswerOfTheOlderApisEndsInItsOwnSentence(
      int status, String message, String reason, Kind kind) {
    google.on("GET " + X, Answer.of(status, error(status, message, reason)));
    GoogleProblem problem = refused();
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.sentence()).endsWith(".").doesNotContain("\n");
    assertThat(problem.fix()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Cloud Run API has not been used|SERVICE_DISABLED|\"service\": \"run.googleapis.com\"|API_DISABLED|run.googleapis.com",
        "Permission denied|IAM_PERMISSION_DENIED|\"permission\": \"run.services.create\"|PERMISSION|run.services.create",
        "Permission 'iam.serviceaccounts.actAs' denied|forbidden|\"a\": \"b\"|PERMISSION|iam.serviceaccounts.actAs",
        "Billing must be enabled|BILLING_DISABLED|\"a\": \"b\"|BILLING|billing account",
        "Quota exceeded|RATE_LIMIT_EXCEEDED|\"a\": \"b\"|QUOTA|limit on requests",
        "Request is prohibited by organization's policy|SECURITY_POLICY_VIOLATED|\"a\": \"b\"|PERIMETER|perimeter",
        "no scopes|ACCESS_TOKEN_SCOPE_INSUFFICIENT|\"a\": \"b\"|SCOPES|token",
        "Your application is authenticating by using local credentials. The API requires a quota project|SERVICE_DISABLED_NOT|\"a\": \"b\"|QUOTA_PROJECT|quota project",
        "Caller may not use the project|USER_PROJECT_DENIED|\"a\": \"b\"|QUOTA_PROJECT|quota project"
      })
  void eachReasonOfTheNewerApisEndsInItsOwnSentence(
      String message, String reason, String metadata, Kind kind, String word) {
    google.on("GET " + X, Answer.of(403, info(403, message, reason, metadata)));
    GoogleProblem problem = refused();
    assertThat(problem.kind()).isEqualTo(kind);
    assertThat(problem.sentence()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 412})
  void whatCannotChangeIsAskedOnce(int status) {
    google.on("GET " + X, Answer.of(status, error(status, "no", "no")));
    refused();
    assertThat(google.seen()).hasSize(1);
    assertThat(waits).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void aReadIsRepeatedAfterAFaultOfGoogles(int status) throws Exception {
    google.on("GET " + X, Answer.of(status, ""), Answer.of(status, ""), Answer.of(200, "{}"));
    assertThat(client().get(Api.STORAGE, "/x")).isEmpty();
    assertThat(google.seen()).hasSize(3);
    assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void aCreationIsNotRepeatedAfterAFaultOfGooglesOrACut() {
    for (Answer answer :
        List.of(Answer.of(500, ""), Answer.of(503, ""), Answer.of(200, "{").cutOff())) {
      int before = google.seen().size();
      google.on("POST " + X, answer);
      assertThatThrownBy(
              () -> client().create(Api.STORAGE, "/x", GoogleClient.JSON.createObjectNode()))
          .isInstanceOf(GoogleException.class);
      assertThat(google.seen()).hasSize(before + 1);
    }
  }

  @Test
  void whoIsToldToWaitWaitsThatLongAndThenEvenCreates() throws Exception {
    google.on(
        "POST " + X,
        Answer.of(429, error(429, "slow down", "rateLimitExceeded")).header("Retry-After", "2"),
        Answer.of(200, "{}"));
    client().create(Api.STORAGE, "/x", GoogleClient.JSON.createObjectNode());
    assertThat(waits).containsExactly(Duration.ofSeconds(2));
  }

  @Test
  void aWaitBeyondTheDeadlineIsNotBegun() {
    google.on(
        "GET " + X, Answer.of(429, error(429, "slow down", "x")).header("Retry-After", "600"));
    assertThat(refused().kind()).isEqualTo(Kind.QUOTA);
    assertThat(waits).isEmpty();
  }

  @Test
  void faultsThatStayEndAfterFourTries() {
    google.on("GET " + X, Answer.of(503, ""));
    assertThat(refused().kind()).isEqualTo(Kind.SERVER);
    assertThat(google.seen()).hasSize(4);
  }

  @Test
  void aSlowAnswerEndsAtTheDeadline() throws Exception {
    google.on("GET " + X, Answer.of(200, "{}").after(5_000));
    GoogleClient hasty =
        GoogleClient.of(google.environment(), "test", Duration.ofMillis(400), waits::add);
    long start = System.nanoTime();
    assertThatThrownBy(() -> hasty.get(Api.STORAGE, "/x")).hasMessageContaining("did not answer");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void aConnectionThatIsCutIsTriedAgainByAReadAndThenSaid() throws Exception {
    google.on("GET " + X, Answer.of(200, "{\"a\":").cutOff(), Answer.of(200, "{\"a\": 2}"));
    assertThat(client().get(Api.STORAGE, "/x").path("a").asInt()).isEqualTo(2);
    google.on("GET " + X, Answer.of(200, "{\"a\":").cutOff());
    assertThat(refused().kind()).isEqualTo(Kind.CUT);
  }

  @Test
  void anAnswerThatIsNoJsonIsNotTakenForOne() {
    for (String body : List.of("<html>Log in</html>", "[1]", "\"x\"")) {
      google.on("GET " + X, Answer.of(200, body));
      assertThat(refused().kind()).isEqualTo(Kind.UNREADABLE);
    }
  }

  @Test
  void aHugeAnswerIsGivenUp() {
    google.on("GET " + X, Answer.of(200, "{\"a\": \"" + "x".repeat(9 << 20) + "\"}"));
    GoogleProblem problem = refused();
    assertThat(problem.kind()).isEqualTo(Kind.UNREADABLE);
    assertThat(problem.sentence()).contains("larger than 8 MB");
  }

  @Test
  void pagesAreReadToTheirEndAndEndlessOnesAreNot() throws Exception {
    google.on(
        "GET " + X,
        Answer.of(200, "{\"items\": [1, 2], \"nextPageToken\": \"a&b\"}"),
        Answer.of(200, "{\"items\": [3]}"));
    assertThat(client().list(Api.STORAGE, "/x?p=1", "items")).hasSize(3);
    assertThat(google.seen().get(1).path()).endsWith("/x?p=1&pageToken=a%26b");
    google.on("GET " + X, Answer.of(200, "{\"items\": [1], \"nextPageToken\": \"a\"}"));
    assertThatThrownBy(() -> client().list(Api.STORAGE, "/x?p=1", "items"))
        .hasMessageContaining("never end");
  }

  @Test
  void nobodyThereIsUnreachable() throws Exception {
    Map<String, String> environment = google.environment();
    google.close();
    assertThatThrownBy(() -> client(environment).get(Api.STORAGE, "/x"))
        .isInstanceOfSatisfying(
            GoogleException.class,
            failed -> assertThat(failed.problem().kind()).isEqualTo(Kind.UNREACHABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example:80",
        "https://evil.example",
        "http://127.0.0.1.evil.example:80",
        "http://127.0.0.1:80@evil.example",
        "http://localhost:80/../x",
        "file:///etc/passwd"
      })
  void noOtherMachineGetsATokenByTheEnvironment(String address) {
    assertThatThrownBy(
            () -> client(Map.of(Endpoints.VARIABLE, address, "GOOGLE_OAUTH_ACCESS_TOKEN", "t")))
        .hasMessageContaining("another machine");
  }

  @Test
  void hostileTextsAndTokensInAnAnswerAreNotRepeated() {
    google.on(
        "GET " + X,
        Answer.of(
            404, error(404, "no\\u001b[2J " + GoogleServer.TOKEN + " Bearer abc", "notFound")));
    String sentence = refused().sentence();
    assertThat(sentence)
        .contains("(secret)")
        .doesNotContain("\u001b")
        .doesNotContain("test-token")
        .doesNotContain("abc");
  }

  private GoogleClient withFile(String json) throws IOException, GoogleException {
    Path file = Files.writeString(directory.resolve("credentials.json"), json);
    Map<String, String> environment = new HashMap<>(google.environment());
    environment.remove("GOOGLE_OAUTH_ACCESS_TOKEN");
    environment.put("GOOGLE_APPLICATION_CREDENTIALS", file.toString());
    google.on("GET " + X, Answer.of(200, "{}"));
    google.on("POST /oauth2/token", Answer.of(200, "{\"access_token\": \"first\"}"));
    google.on("POST /sts/v1/token", Answer.of(200, "{\"access_token\": \"federated\"}"));
    google.on(
        "POST /iamcredentials/v1/projects/-/serviceAccounts/deployer@p-123456.iam.gserviceaccount.com:generateAccessToken",
        Answer.of(200, "{\"accessToken\": \"deployer\"}"));
    return client(environment);
  }

  private String bearer(GoogleClient client) throws GoogleException {
    client.get(Api.STORAGE, "/x");
    List<GoogleServer.Seen> seen = google.seen();
    return seen.get(seen.size() - 1).headers().getOrDefault("Authorization", List.of("")).get(0);
  }

  private static final String PERSON =
      """
      {"type": "authorized_user", "client_id": "id", "client_secret": "s3", "refresh_token": "r3",
       "account": "ada@acme.example", "quota_project_id": "acme-data-dev"}""";
  private static final String IMPERSONATION =
      "https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/deployer@p-123456.iam.gserviceaccount.com:generateAccessToken";

  @Test
  void aPersonsLoginGetsATokenAndCountsForItsQuotaProject() throws Exception {
    GoogleClient client = withFile(PERSON);
    assertThat(bearer(client)).isEqualTo("Bearer first");
    assertThat(client.identity().kind()).isEqualTo(Identity.Kind.PERSON);
    assertThat(client.identity().principal()).isEqualTo("ada@acme.example");
    assertThat(google.seen().get(1).headers().get("X-goog-user-project"))
        .containsExactly("acme-data-dev");
    assertThat(bearer(client)).isEqualTo("Bearer first");
    assertThat(google.seen().stream().filter(each -> each.path().equals("/oauth2/token")))
        .hasSize(1);
  }

  @Test
  void aKeyFileSignsAStatement() throws Exception {
    byte[] key = KeyPairGenerator.getInstance("RSA").generateKeyPair().getPrivate().getEncoded();
    GoogleClient client =
        withFile(
            "{\"type\": \"service_account\", \"client_email\": \"x@p.iam.gserviceaccount.com\", \"token_uri\": \"https://evil.example/\", \"private_key\": \"-----BEGIN PRIVATE KEY-----\\n%s\\n-----END PRIVATE KEY-----\\n\"}"
                .formatted(Base64.getEncoder().encodeToString(key)));
    assertThat(bearer(client)).isEqualTo("Bearer first");
    assertThat(client.identity().kind()).isEqualTo(Identity.Kind.KEY_FILE);
    assertThat(google.seen().get(0).body()).contains("jwt-bearer", "assertion=");
  }

  @Test
  void impersonationGoesThroughThePersonsToken() throws Exception {
    GoogleClient client =
        withFile(
            "{\"type\": \"impersonated_service_account\", \"service_account_impersonation_url\": \"%s\", \"source_credentials\": %s}"
                .formatted(IMPERSONATION, PERSON));
    assertThat(bearer(client)).isEqualTo("Bearer deployer");
    assertThat(client.identity().principal())
        .isEqualTo("deployer@p-123456.iam.gserviceaccount.com");
  }

  @Test
  void workloadIdentityExchangesTheOtherSystemsToken() throws Exception {
    Path subject = Files.writeString(directory.resolve("subject"), "other-token\n");
    GoogleClient client =
        withFile(
            "{\"type\": \"external_account\", \"audience\": \"//iam.googleapis.com/x\", \"subject_token_type\": \"urn:ietf:params:oauth:token-type:jwt\", \"token_url\": \"https://evil.example/\", \"service_account_impersonation_url\": \"%s\", \"credential_source\": {\"file\": \"%s\"}}"
                .formatted(IMPERSONATION, subject));
    assertThat(bearer(client)).isEqualTo("Bearer deployer");
    assertThat(google.seen().get(0).body()).contains("subject_token=other-token");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"url\": \"https://a b/\"}",
        "{\"url\": \"https://\"}",
        "{\"url\": \"https://tokens.example/\", \"headers\": {\"Host\": \"x\"}}"
      })
  void anAddressOfATokenThatIsNoneIsASentence(String source) throws Exception {
    GoogleClient client =
        withFile(
            "{\"type\": \"external_account\", \"audience\": \"//iam.googleapis.com/x\", \"credential_source\": %s}"
                .formatted(source));
    assertThatThrownBy(() -> client.get(Api.STORAGE, "/x"))
        .isInstanceOf(GoogleException.class)
        .hasMessageContaining("credential_source");
  }

  @Test
  void anImpersonationThatPointsElsewhereGetsNoToken() throws Exception {
    GoogleClient client =
        withFile(
            "{\"type\": \"impersonated_service_account\", \"service_account_impersonation_url\": \"https://evil.example/v1/projects/-/serviceAccounts/a@b.c:generateAccessToken\", \"source_credentials\": %s}"
                .formatted(PERSON));
    assertThatThrownBy(() -> client.get(Api.STORAGE, "/x")).isInstanceOf(GoogleException.class);
    assertThat(google.seen()).allSatisfy(each -> assertThat(each.path()).doesNotContain("evil"));
  }

  @Test
  void anExpiredLoginIsSaidAsSuch() throws Exception {
    GoogleClient client = withFile(PERSON);
    google.on(
        "POST /oauth2/token",
        Answer.of(
            400,
            "{\"error\": \"invalid_grant\", \"error_description\": \"Token has been expired or revoked.\"}"));
    assertThatThrownBy(() -> client.get(Api.STORAGE, "/x"))
        .hasMessageContaining("expired or was revoked")
        .hasMessageContaining("application-default login");
  }

  @Test
  void nothingThatIsPrintedHoldsASecret() throws Exception {
    GoogleClient client = withFile(PERSON);
    assertThat(client.identity().toString()).doesNotContain("r3").doesNotContain("s3");
    google.on("POST /oauth2/token", Answer.of(500, "r3 s3"));
    assertThatThrownBy(() -> client.get(Api.STORAGE, "/x"))
        .satisfies(
            failed -> {
              java.io.StringWriter trace = new java.io.StringWriter();
              failed.printStackTrace(new java.io.PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("r3").doesNotContain("s3");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{\"type\": \"strange\"}", "[]"})
  void credentialsOfNoKnownKindAreRefused(String json) {
    assertThatThrownBy(() -> withFile(json)).hasMessageContaining("application-default login");
  }
}
