package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.config.ProjectId;
import tollgate.doctor.Checkup;
import tollgate.doctor.Outcome;
import tollgate.doctor.Outcome.State;
import tollgate.google.GoogleServer.Answer;

class CloudChecksTest {
  private static final String P = "acme-data-dev";
  private static final Answer FORBIDDEN =
      Answer.of(403, "{\"error\": {\"message\": \"x does not have storage.buckets.get access\"}}");
  private final GoogleServer google = new GoogleServer();
  private Set<String> unknown = Set.of();
  private Demand demand = Demand.NONE;
  private boolean fresh = true;

  @AfterEach
  void stop() {
    google.close();
  }

  private GoogleClient client() throws GoogleException {
    return GoogleClient.of(google.environment(), "test", Duration.ofSeconds(5), wait -> {});
  }

  private Outcome look(String id) {
    return look(id, Set.of("run.services.create"), this::client);
  }

  private Outcome look(String id, Set<String> permissions, CloudChecks.Connection connection) {
    CloudChecks.Need need =
        new CloudChecks.Need(
            new ProjectId(P),
            () ->
                new CloudChecks.Scope(
                    Set.of("run.googleapis.com", "iam.googleapis.com"),
                    permissions,
                    unknown,
                    demand,
                    fresh),
            List.of("acme-data-dev-lake", "acme-data-dev-landing"),
            Optional.of("acme-tfstate"),
            Optional.empty(),
            " --env prod");
    return Checkup.run(
            new CloudChecks(connection, need)
                .all().stream().filter(check -> check.id().equals(id)).toList(),
            Duration.ofSeconds(20))
        .get(0)
        .outcome();
  }

  private void on(String request, String json) {
    google.on(request, Answer.of(200, json));
  }

  @Test
  void aProjectMustBeActiveAndSeen() {
    String request = "GET /cloudresourcemanager/v3/projects/" + P;
    on(request, "{\"state\": \"ACTIVE\"}");
    assertThat(look("project").state()).isEqualTo(State.ok);
    on(request, "{\"state\": \"DELETE_REQUESTED\"}");
    assertThat(look("project").state()).isEqualTo(State.missing);
    google.on(
        request,
        Answer.of(403, "{\"error\": {\"message\": \"The caller does not have permission\"}}"));
    assertThat(look("project").sentence()).contains("There is no project acme-data-dev");
    google.on(request, Answer.of(500, ""));
    assertThat(look("project").state()).isEqualTo(State.unchecked);
  }

  @Test
  void billingMustBeLinkedAndOpen() {
    String request = "GET /cloudbilling/v1/projects/" + P + "/billingInfo";
    on(request, "{\"billingEnabled\": true, \"billingAccountName\": \"billingAccounts/A\"}");
    assertThat(look("billing").state()).isEqualTo(State.ok);
    on(request, "{\"billingEnabled\": false}");
    assertThat(look("billing").fix()).contains("gcloud billing projects link acme-data-dev");
  }

  @Test
  void apisThatAreNotEnabledAreNamed() {
    on(
        "GET /serviceusage/v1/projects/" + P + "/services",
        "{\"services\": [{\"name\": \"projects/1/services/iam.googleapis.com\"}]}");
    Outcome outcome = look("apis");
    assertThat(outcome.state()).isEqualTo(State.missing);
    assertThat(outcome.sentence()).contains("run.googleapis.com").doesNotContain("iam.g");
  }

  @Test
  void permissionsAreAskedInPortionsOfAHundred() {
    String request = "POST /cloudresourcemanager/v3/projects/" + P + ":testIamPermissions";
    on(request, "{\"permissions\": [\"run.services.create\"]}");
    assertThat(look("permissions").state()).isEqualTo(State.ok);
    unknown = Set.of("google_new_thing");
    assertThat(look("permissions").state()).isEqualTo(State.warning);
    assertThat(look("permissions").sentence()).contains("google_new_thing");
    Set<String> many =
        IntStream.range(0, 250)
            .mapToObj("run.services.p%d"::formatted)
            .collect(java.util.stream.Collectors.toSet());
    int before = google.seen().size();
    Outcome outcome = look("permissions", many, this::client);
    assertThat(outcome.sentence()).startsWith("250 of 250 permissions are missing");
    assertThat(google.seen()).hasSize(before + 3);
  }

  @Test
  void aPermissionThatGoogleDoesNotTestThereIsTakenOutOfTheQuestion() {
    google.with(
        seen ->
            seen.body().contains("x.odd.one")
                ? Answer.of(400, "{\"error\": {\"message\": \"Permission is not valid\"}}")
                : Answer.of(200, seen.body()));
    Set<String> asked =
        IntStream.range(0, 20)
            .mapToObj("run.services.p%d"::formatted)
            .collect(java.util.stream.Collectors.toSet());
    asked.add("x.odd.one");

    Outcome outcome = look("permissions", asked, this::client);

    assertThat(outcome.state()).isEqualTo(State.warning);
    assertThat(outcome.sentence()).contains("x.odd.one").doesNotContain("run.services.p1");
  }

  @Test
  void bucketNamesAreFreeYoursOrSomebodyElses() {
    on("GET /storage/storage/v1/b/acme-data-dev-lake", "{}");
    assertThat(look("bucket-names").state()).isEqualTo(State.ok);
    google.on("GET /storage/storage/v1/b/acme-data-dev-lake", FORBIDDEN);
    assertThat(look("bucket-names").state()).isEqualTo(State.missing);
    assertThat(look("bucket-names").sentence())
        .contains("acme-data-dev-lake")
        .doesNotContain("landing");
  }

  @Test
  void theStateBucketMustKeepVersionsAndStayPrivate() {
    assertThat(look("state-bucket").fix()).contains("tollgate bootstrap --env prod");
    String request = "GET /storage/storage/v1/b/acme-tfstate";
    on(request, "{}");
    assertThat(look("state-bucket").sentence()).contains("no old versions", "made public");
    on(
        request,
        "{\"versioning\": {\"enabled\": true}, \"iamConfiguration\": {\"publicAccessPrevention\": \"enforced\", \"uniformBucketLevelAccess\": {\"enabled\": true}}}");
    assertThat(look("state-bucket").state()).isEqualTo(State.ok);
  }

  @Test
  void withoutCredentialsOneCheckSaysSoAndTheOthersCouldNotBeMade() {
    Map<String, String> nobody =
        Map.of("CLOUDSDK_CONFIG", "/nowhere", "TOLLGATE_GOOGLE_ENDPOINT", google.address());
    CloudChecks.Connection connection =
        () -> GoogleClient.of(nobody, "test", Duration.ofSeconds(5), wait -> {});
    assertThat(look("credentials", Set.of(), connection).state()).isEqualTo(State.missing);
    assertThat(look("project", Set.of(), connection).state()).isEqualTo(State.unchecked);
    assertThat(google.seen()).isEmpty();
  }

  @Test
  void aClockThatIsOffIsAWarning() throws GoogleException {
    on("GET /oauth2/", "{}");
    Clock now = Clock.systemUTC();
    assertThat(CloudChecks.clock(client(), now).state()).isEqualTo(State.ok);
    Clock off = Clock.fixed(Instant.now().plusSeconds(3600), ZoneOffset.UTC);
    assertThat(CloudChecks.clock(client(), off).state()).isEqualTo(State.warning);
  }

  @Test
  void everyTypeInTheTableHasASourceAndWhatItTakesToReadIt() {
    Permissions table = Permissions.shipped();
    assertThat(table.types()).hasSizeGreaterThanOrEqualTo(48);
    for (String type : table.types()) {
      assertThat(table.source(type)).startsWith("https://cloud.google.com/iam/docs/");
      for (Permissions.Use use : Permissions.Use.values()) {
        assertThat(table.of(type, use))
            .allMatch(
                permission ->
                    permission.matches("(iam\\.googleapis\\.com/|[a-z]+\\.)[A-Za-z]+\\.[A-Za-z]+"));
      }
    }
    assertThat(table.of("google_storage_bucket", Permissions.Use.CREATE))
        .containsExactly("storage.buckets.create");
  }
}
