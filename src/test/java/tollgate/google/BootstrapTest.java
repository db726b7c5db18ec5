package tollgate.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.config.Principal;
import tollgate.config.ProjectId;
import tollgate.config.Region;

class BootstrapTest {
  private static final String BUCKET = "acme-data-dev-tfstate";
  private final GoogleServer server = new GoogleServer();
  private Optional<GoogleClient> client = Optional.empty();
  private SmallGoogle google = new SmallGoogle();

  @BeforeEach
  void start() throws GoogleException {
    fresh();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  /** The client stays, for making one takes longer than all its requests. */
  private void fresh() throws GoogleException {
    google = new SmallGoogle();
    server.with(seen -> google.answer(seen));
    if (client.isEmpty()) {
      client =
          Optional.of(
              GoogleClient.of(server.environment(), "test", Duration.ofSeconds(30), wait -> {}));
    }
  }

  private Bootstrap bootstrap() {
    return new Bootstrap(
        client.orElseThrow(),
        new Bootstrap.Wish(
            new ProjectId("acme-data-dev"),
            new Region("us-central1"),
            Set.of("iam.googleapis.com", "run.googleapis.com"),
            BUCKET,
            "tollgate-deployer@acme-data-dev.iam.gserviceaccount.com",
            List.of(
                new IamPolicies.Role("roles/run.admin", Optional.empty()),
                new IamPolicies.Role(
                    "roles/resourcemanager.projectIamAdmin",
                    Optional.of(
                        new IamPolicies.Condition("some roles only", "hasOnly(['roles/a'])")))),
            List.of(Principal.parse("user:ada@acme.example"))),
        wait -> {});
  }

  private int runAll() throws GoogleException {
    Bootstrap bootstrap = bootstrap();
    List<Bootstrap.Step> steps = bootstrap.look();
    for (Bootstrap.Step step : steps) {
      bootstrap.run(step);
    }
    return steps.size();
  }

  @Test
  void lookingChangesNothing() throws GoogleException {
    assertThat(bootstrap().look().stream().map(Bootstrap.Step::sentence))
        .containsExactly(
            "enable 2 APIs: iam.googleapis.com, run.googleapis.com",
            "make the bucket acme-data-dev-tfstate in us-central1: versioned, private, the last 50 versions kept",
            "make the account tollgate-deployer@acme-data-dev.iam.gserviceaccount.com",
            "give it on the project: roles/run.admin, roles/resourcemanager.projectIamAdmin (some roles only)",
            "let deploy as it: user:ada@acme.example");
    assertThat(google.changes()).isZero();
  }

  @Test
  void aSecondTimeThereIsNothingLeftToDo() throws GoogleException {
    assertThat(runAll()).isEqualTo(5);
    String state = google.state();
    int changes = google.changes();
    assertThat(runAll()).isZero();
    assertThat(google.changes()).isEqualTo(changes);
    assertThat(google.state()).isEqualTo(state).contains("roles/owner", "\"enforced\"");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void interruptedAtAnyRequestItConverges(boolean withEffect) throws GoogleException {
    runAll();
    String whole = google.state();
    int requests = google.requests();
    assertThat(requests).isGreaterThan(10);
    for (int i = 1; i <= requests; i++) {
      fresh();
      google.downFrom(i, withEffect);
      assertThatThrownBy(this::runAll).isInstanceOf(GoogleException.class);
      google.up();
      runAll();
      assertThat(google.state()).as("down from request " + i).isEqualTo(whole);
      assertThat(runAll()).isZero();
    }
  }

  @Test
  void aBucketThatIsThereGetsOnlyWhatItLacks() throws GoogleException {
    google.bucket(
        BUCKET,
        "{\"projectNumber\": \"123456789012\", \"metageneration\": \"4\", \"lifecycle\": {\"rule\": [{\"mine\": 1}]}, \"labels\": {\"a\": \"b\"}}");
    runAll();
    assertThat(google.state()).contains("\"mine\":1", "\"a\":\"b\"", "\"enforced\"");
    assertThat(server.seen().stream().map(GoogleServer.Seen::path))
        .anyMatch(path -> path.contains("ifMetagenerationMatch=4"));
  }

  @Test
  void aBucketOfAnotherProjectIsLeftAlone() {
    google.bucket(BUCKET, "{\"projectNumber\": \"999999999999\"}");
    assertThatThrownBy(this::runAll).hasMessageContaining("belongs to another project");
    assertThat(google.changes()).isZero();
  }
}
