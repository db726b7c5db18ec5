package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tollgate.config.ProjectId;
import tollgate.doctor.Checkup;
import tollgate.doctor.Outcome;
import tollgate.doctor.Outcome.State;
import tollgate.google.Demand.Trait;
import tollgate.google.Demand.Wish;
import tollgate.google.GoogleServer.Answer;

/** Policies, quotas and images: what the doctor compares with what is wanted. */
class DemandTest {
  private static final String P = "acme-data-dev";
  private static final String POLICIES = "GET /orgpolicy/v2/projects/" + P + "/policies/";
  private static final String REGION =
      "GET /compute/compute/v1/projects/" + P + "/regions/us-central1";
  private static final ObjectMapper JSON = new ObjectMapper();
  private final GoogleServer google = new GoogleServer();

  @AfterEach
  void stop() {
    google.close();
  }

  private Outcome look(String id, Demand demand) {
    return look(id, demand, true);
  }

  private Outcome look(String id, Demand demand, boolean fresh) {
    CloudChecks.Need need =
        new CloudChecks.Need(
            new ProjectId(P),
            () -> new CloudChecks.Scope(Set.of(), Set.of(), Set.of(), demand, fresh),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            "");
    CloudChecks checks =
        new CloudChecks(
            () -> GoogleClient.of(google.environment(), "test", Duration.ofSeconds(5), wait -> {}),
            need);
    return Checkup.run(
            checks.all().stream().filter(check -> check.id().equals(id)).toList(),
            Duration.ofSeconds(20))
        .get(0)
        .outcome();
  }

  private static Demand of(String type, String json) {
    return Demand.of(List.of(new Wish(type, tree(json))), P);
  }

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json.replace('\'', '"'));
    } catch (java.io.IOException broken) {
      throw new AssertionError(broken);
    }
  }

  private void policy(String constraint, String rules) {
    google.on(
        POLICIES + constraint + ":getEffectivePolicy",
        Answer.of(200, "{\"spec\": {\"rules\": [%s]}}".formatted(rules.replace('\'', '"'))));
  }

  @Test
  void theSampleStacksWantWhatTheirSnapshotsSay() throws Exception {
    List<Wish> wishes = new ArrayList<>();
    for (String stack : List.of("foundation", "lake", "workstation", "orchestrator")) {
      JSON.readTree(Path.of("src/test/resources/snapshots", stack, "dev.tf.json").toFile())
          .path("resource")
          .properties()
          .forEach(
              type -> type.getValue().forEach(each -> wishes.add(new Wish(type.getKey(), each))));
    }

    Demand demand = Demand.of(wishes, P);

    assertThat(demand.traits())
        .containsExactlyInAnyOrder(
            Trait.EXTERNAL_ADDRESS, Trait.PUBLIC_DATABASE, Trait.OPEN_INGRESS);
    assertThat(demand.members()).containsExactly("user:ada@acme.example");
    assertThat(demand.locations()).containsExactlyInAnyOrder("us", "us-central1");
    assertThat(demand.quotas())
        .isEqualTo(
            Map.of(
                "us-central1", Map.of("CPUS", 4L, "SSD_TOTAL_GB", 100L, "IN_USE_ADDRESSES", 1L)));
    assertThat(demand.images()).singleElement().asString().contains("mageai/mageai:");
    assertThat(demand.mirrors())
        .containsExactly("us-central1-docker.pkg.dev/acme-data-dev/docker-hub/");
  }

  @Test
  void aPlansBlocksAreListsAndValuesOfLaterAreAbsent() {
    Demand demand =
        of(
            "google_compute_instance",
            """
            {'zone':'europe-west3-a','machine_type':'n2-custom-6-20480',
             'boot_disk':[{'initialize_params':[{'type':'pd-standard','size':30}]}],
             'network_interface':[{'access_config':[{},{}]},{'access_config':[]}],
             'labels':null}
            """);
    assertThat(demand.quotas())
        .isEqualTo(
            Map.of(
                "europe-west3",
                Map.of("N2_CPUS", 6L, "DISKS_TOTAL_GB", 30L, "IN_USE_ADDRESSES", 2L)));
    assertThat(of("google_compute_instance", "{'zone':'${x.y}','machine_type':'e2-small'}"))
        .isEqualTo(Demand.NONE);
  }

  @Test
  void whatNoPolicyForbidsIsFine() {
    Demand demand = of("google_cloud_run_v2_service", "{'location':'us-central1'}");
    policy("run.allowedIngress", "{'values':{'allowedValues':['is:all','internal']}}");
    policy("gcp.resourceLocations", "{'values':{'allowedValues':['in:us-locations']}}");

    assertThat(look("policies", demand).state()).isEqualTo(State.ok);
    assertThat(look("policies", Demand.NONE).state()).isEqualTo(State.ok);
    assertThat(google.seen()).hasSize(2);
  }

  @Test
  void eachPolicyThatForbidsWhatIsWantedIsNamed() {
    policy("compute.vmExternalIpAccess", "{'denyAll':true}");
    policy("sql.restrictPublicIp", "{'enforce':true}");
    policy("run.allowedIngress", "{'values':{'allowedValues':['internal']}}");
    policy("iam.disableServiceAccountKeyCreation", "{'enforce':true}");
    policy("gcp.resourceLocations", "{'values':{'allowedValues':['europe-west1']}}");

    assertForbidden(
        of(
            "google_compute_instance",
            "{'zone':'europe-west1-b','network_interface':{'access_config':{}}}"),
        "compute.vmExternalIpAccess");
    assertForbidden(
        of(
            "google_sql_database_instance",
            "{'settings':[{'ip_configuration':[{'ssl_mode':'x'}]}]}"),
        "sql.restrictPublicIp");
    assertForbidden(
        of("google_cloud_run_v2_service", "{'ingress':'INGRESS_TRAFFIC_ALL'}"),
        "run.allowedIngress: internal");
    assertForbidden(of("google_service_account_key", "{}"), "iam.disableServiceAccountKeyCreation");
    assertForbidden(
        of("google_storage_bucket", "{'location':'US'}"),
        "only in europe-west1 (gcp.resourceLocations), not in us");
  }

  private void assertForbidden(Demand demand, String constraint) {
    Outcome outcome = look("policies", demand);
    assertThat(outcome.state()).as(outcome.sentence()).isEqualTo(State.missing);
    assertThat(outcome.sentence()).contains(constraint);
    assertThat(outcome.fix()).contains("administrators");
  }

  @Test
  void aPolicyThatHoldsOnlySometimesIsADoubtOrNothing() {
    policy(
        "compute.vmExternalIpAccess",
        "{'values':{'allowedValues':['projects/x/zones/y/instances/z']}}");
    assertThat(
            look(
                    "policies",
                    of("google_compute_instance", "{'network_interface':{'access_config':{}}}"))
                .state())
        .isEqualTo(State.warning);
    policy("sql.restrictPublicIp", "{'enforce':true,'condition':{'expression':'x'}}");
    assertThat(
            look(
                    "policies",
                    of("google_sql_database_instance", "{'settings':{'ip_configuration':{}}}"))
                .state())
        .isEqualTo(State.ok);
    policy("gcp.resourceLocations", "{'values':{'allowedValues':['in:eu-locations']}}");
    Outcome place = look("policies", of("google_storage_bucket", "{'location':'europe-west3'}"));
    assertThat(place.state()).isEqualTo(State.warning);
    assertThat(place.sentence()).contains("in:eu-locations", "europe-west3");
    policy("gcp.resourceLocations", "{'values':{'deniedValues':['in:europe-west3-locations']}}");
    assertThat(look("policies", of("google_storage_bucket", "{'location':'europe-west3'}")).state())
        .isNotEqualTo(State.ok);
    assertThat(look("policies", of("google_storage_bucket", "{'location':'europe-west4'}")).state())
        .isEqualTo(State.ok);
  }

  @Test
  void membersOfOtherOrganisationsAreADoubtAndEverybodyIsForbidden() {
    policy(
        "iam.allowedPolicyMemberDomains", "{'values':{'allowedValues':['is:C03abc\\u001b[31m']}}");
    Outcome person =
        look("policies", of("google_project_iam_member", "{'member':'user:ada@acme.example'}"));
    assertThat(person.state()).isEqualTo(State.warning);
    assertThat(person.sentence()).contains("user:ada@acme.example").doesNotContain("\u001b");
    assertThat(look("policies", of("google_x_iam_binding", "{'members':['allUsers']}")).sentence())
        .contains("not allUsers");
    int before = google.seen().size();
    assertThat(
            look("policies", of("google_x_iam_member", "{'member':'serviceAccount:a@b'}")).state())
        .isEqualTo(State.ok);
    assertThat(google.seen()).hasSize(before);
  }

  @Test
  void policiesThatMayNotBeReadAreUnchecked() {
    google.on(
        POLICIES + "gcp.resourceLocations:getEffectivePolicy",
        Answer.of(
            403,
            "{\"error\": {\"message\": \"Permission 'orgpolicy.policy.get' denied on resource\"}}"));
    Outcome outcome = look("policies", of("google_storage_bucket", "{'location':'US'}"));
    assertThat(outcome.state()).isEqualTo(State.unchecked);
    assertThat(outcome.sentence()).contains("orgpolicy.policy.get");
  }

  @Test
  void quotasAreComparedWithWhatIsFree() {
    Demand demand =
        of("google_compute_instance", "{'zone':'us-central1-b','machine_type':'e2-standard-4'}");
    String quotas =
        "{\"quotas\": [{\"metric\": \"CPUS\", \"limit\": %s, \"usage\": %s}, {\"metric\": \"OTHER\", \"limit\": 0}]}";
    google.on(REGION, Answer.of(200, quotas.formatted("8.0", "4.0")));
    assertThat(look("quotas", demand).state()).isEqualTo(State.ok);
    google.on(REGION, Answer.of(200, quotas.formatted("8.0", "6.0")));
    Outcome tooSmall = look("quotas", demand);
    assertThat(tooSmall.state()).isEqualTo(State.missing);
    assertThat(tooSmall.sentence()).contains("CPUS in us-central1: 4 wanted, 6 of 8 in use");
    assertThat(look("quotas", demand, false).state()).isEqualTo(State.warning);
    google.on(REGION, Answer.of(200, quotas.formatted("2.0", "0")));
    assertThat(look("quotas", demand, false).state()).isEqualTo(State.missing);
    google.on(REGION, Answer.of(200, quotas.formatted("-1", "0")));
    assertThat(look("quotas", demand).state()).isEqualTo(State.ok);
    google.on(
        REGION,
        Answer.of(403, "{\"error\": {\"errors\": [{\"reason\": \"accessNotConfigured\"}]}}"));
    assertThat(look("quotas", demand).state()).isEqualTo(State.unchecked);
    assertThat(look("quotas", Demand.NONE).state()).isEqualTo(State.ok);
  }

  private static Demand image(String name, Set<String> mirrors) {
    return new Demand(Set.of(), Set.of(), Set.of(), Map.of(), Set.of(name), mirrors);
  }

  private void hub(Answer manifest) {
    google.on("GET /auth.docker.io/token", Answer.of(200, "{\"token\": \"anonymous\"}"));
    google.on("GET /registry-1.docker.io/v2/mageai/mageai/manifests/0.9.79", manifest);
  }

  private static Answer index(String... architectures) {
    StringBuilder all = new StringBuilder();
    for (String each : architectures) {
      all.append(all.isEmpty() ? "" : ",")
          .append("{\"platform\": {\"os\": \"linux\", \"architecture\": \"%s\"}}".formatted(each));
    }
    return Answer.of(
        200,
        "{\"manifests\": [%s, {\"platform\": {\"os\": \"unknown\", \"architecture\": \"unknown\"}}]}"
            .formatted(all));
  }

  @Test
  void anImageOfDockerHubIsLookedAtThroughTheRepositoryThatPassesItOn() {
    String mirror = "us-central1-docker.pkg.dev/acme-data-dev/docker-hub/";
    hub(index("arm64", "amd64"));
    assertThat(look("image", image(mirror + "mageai/mageai:0.9.79", Set.of(mirror))).state())
        .isEqualTo(State.ok);
    assertThat(look("image", image("mageai/mageai:0.9.79", Set.of())).state()).isEqualTo(State.ok);
    assertThat(google.seen())
        .allSatisfy(
            each -> assertThat(each.headers().toString()).doesNotContain(GoogleServer.TOKEN));
    hub(index("arm64"));
    Outcome wrong = look("image", image("docker.io/mageai/mageai:0.9.79", Set.of()));
    assertThat(wrong.state()).isEqualTo(State.missing);
    assertThat(wrong.sentence()).contains("is for linux/arm64 and not for linux/amd64");
    assertThat(wrong.fix()).contains("--platform linux/amd64");
    hub(Answer.of(404, "{}"));
    assertThat(look("image", image("mageai/mageai:0.9.79", Set.of())).sentence())
        .contains("does not exist");
    hub(Answer.of(401, "{}"));
    assertThat(look("image", image("mageai/mageai:0.9.79", Set.of())).state())
        .isEqualTo(State.missing);
    hub(Answer.of(429, "{}"));
    assertThat(look("image", image("mageai/mageai:0.9.79", Set.of())).state())
        .isEqualTo(State.unchecked);
  }

  @Test
  void anImageForOneMachineTellsInItsConfiguration() {
    String digest = "sha256:" + "a".repeat(64);
    String base = "GET /europe-west3-docker.pkg.dev/v2/acme/own/app/";
    google.on(
        base + "manifests/1",
        Answer.of(200, "{\"config\": {\"digest\": \"%s\"}}".formatted(digest)));
    google.on(
        base + "blobs/" + digest,
        Answer.of(302, "")
            .header("Location", "https://europe-west3-docker.pkg.dev/artifacts-downloads/x?t=1"));
    google.on(
        "GET /europe-west3-docker.pkg.dev/artifacts-downloads/x",
        Answer.of(200, "{\"os\": \"linux\", \"architecture\": \"arm64\"}"));
    Demand demand = image("europe-west3-docker.pkg.dev/acme/own/app:1", Set.of());

    assertThat(look("image", demand).sentence()).contains("is for linux/arm64");
    assertThat(google.seen())
        .filteredOn(each -> each.path().contains("artifacts-downloads"))
        .singleElement()
        .satisfies(
            each -> assertThat(each.headers().toString()).doesNotContain(GoogleServer.TOKEN));

    google.on(
        base + "blobs/" + digest, Answer.of(302, "").header("Location", "https://evil.example/x"));
    assertThat(look("image", demand).state()).isEqualTo(State.unchecked);
    google.on(base + "manifests/1", Answer.of(403, "{}"));
    Outcome unread = look("image", demand);
    assertThat(unread.state()).isEqualTo(State.unchecked);
    assertThat(unread.sentence()).contains("HTTP 403");
  }

  @Test
  void aRegistryThatCloudRunDoesNotTakeFromGetsNoRequest() {
    for (String name : List.of("evil.example/a/b:1", "ghcr.io/a/b", "x\u001b[31m", "../../etc")) {
      Outcome outcome = look("image", image(name, Set.of()));
      assertThat(outcome.state()).as(name).isEqualTo(State.missing);
      assertThat(outcome.sentence()).doesNotContain("\u001b");
    }
    assertThat(google.seen()).isEmpty();
  }
}
