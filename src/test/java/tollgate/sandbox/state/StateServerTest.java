package tollgate.sandbox.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.wire.Peer;

/** What terraform's http backend asks, and who else might ask. */
class StateServerTest {
  private static final String ADA = "{\"ID\":\"ada-1\",\"Who\":\"ada@laptop\"}";
  private static final String BOB = "{\"ID\":\"bob-1\",\"Who\":\"bob@laptop\"}";

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path root;
  private final States states;
  private final StateServer server;
  private final List<String> log = new ArrayList<>();

  StateServerTest(@TempDir Path directory) throws IOException {
    this.root = directory.resolve("states");
    this.states = new States(root);
    this.server = StateServer.start(states);
  }

  @BeforeEach
  void listening() {
    states.whenFree(() -> log.add("free"));
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aStateThatWasNeverWrittenIsNone() throws Exception {
    assertThat(ask("GET", "/lake", "").statusCode()).isEqualTo(204);
    assertThat(root).doesNotExist();
  }

  @Test
  void whatWasWrittenIsAFileThatOthersCanRead() throws Exception {
    assertThat(ask("POST", "/lake", "{\"serial\":1}").statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/lake", "{\"serial\":2}").statusCode()).isEqualTo(200);

    assertThat(ask("GET", "/lake", "").body()).isEqualTo("{\"serial\":2}");
    assertThat(ask("GET", "/other", "").statusCode()).isEqualTo(204);
    assertThat(root.resolve("lake/terraform.tfstate")).hasContent("{\"serial\":2}");
    assertThat(states.keeps(root.resolve("lake/terraform.tfstate"))).isTrue();
    assertThat(states.keeps(root.resolve("terraform.tfstate"))).isFalse();
  }

  @Test
  void anEmptyOrGarbledStateIsNotWritten() throws Exception {
    ask("POST", "/lake", "{\"serial\":1}");

    assertThat(ask("POST", "/lake", "").statusCode()).isEqualTo(400);
    assertThat(ask("POST", "/lake", "{\"serial\":", "Content-MD5", "AAAA").statusCode())
        .isEqualTo(400);

    assertThat(root.resolve("lake/terraform.tfstate")).hasContent("{\"serial\":1}");
  }

  @Test
  void aStateThatTheDiskRefusesLeavesTheOldOneAndWhatWasMadeInDoubt() throws Exception {
    Peer alive = new Peer(Path.of("/proc/one"), "1");
    Path inTheWay = root.resolve("lake/terraform.tfstate.new/x");
    states.lock("lake", ADA.getBytes(StandardCharsets.UTF_8), Optional.of(alive));
    states.workedOnBy(alive).orElseThrow().ifKilled(() -> log.add("in doubt"));
    ask("POST", "/lake?ID=ada-1", "{\"serial\":1}");
    Files.createDirectories(inTheWay);

    HttpResponse<String> refused = ask("POST", "/lake?ID=ada-1", "{\"serial\":2}");
    assertThat(refused.statusCode()).isEqualTo(507);
    assertThat(refused.body()).contains("terraform.tfstate");
    assertThat(root.resolve("lake/terraform.tfstate")).hasContent("{\"serial\":1}");
    assertThat(ask("UNLOCK", "/lake", ADA).statusCode()).isEqualTo(200);
    assertThat(log).containsExactly("in doubt", "free");
  }

  @Test
  void aStateThatIsWrittenAtTheSecondTryLeavesNoDoubt() throws Exception {
    Peer alive = new Peer(Path.of("/proc/one"), "1");
    Path inTheWay = root.resolve("lake/terraform.tfstate.new");
    states.lock("lake", ADA.getBytes(StandardCharsets.UTF_8), Optional.of(alive));
    states.workedOnBy(alive).orElseThrow().ifKilled(() -> log.add("in doubt"));
    Files.createDirectories(inTheWay.resolve("x"));
    assertThat(ask("POST", "/lake?ID=ada-1", "{\"serial\":1}").statusCode()).isEqualTo(507);
    Files.delete(inTheWay.resolve("x"));
    Files.delete(inTheWay);

    assertThat(ask("POST", "/lake?ID=ada-1", "{\"serial\":1}").statusCode()).isEqualTo(200);
    assertThat(ask("UNLOCK", "/lake", ADA).statusCode()).isEqualTo(200);
    assertThat(log).containsExactly("free");
  }

  @Test
  void oneHolderAtATimeAndOnlyTheHolderWrites() throws Exception {
    assertThat(ask("LOCK", "/lake", ADA).statusCode()).isEqualTo(200);

    HttpResponse<String> bob = ask("LOCK", "/lake", BOB);
    assertThat(bob.statusCode()).isEqualTo(423);
    assertThat(bob.body()).isEqualTo(ADA);
    assertThat(ask("POST", "/lake", "{}").statusCode()).isEqualTo(409);
    assertThat(ask("POST", "/lake?ID=bob-1", "{}").statusCode()).isEqualTo(409);
    assertThat(ask("UNLOCK", "/lake", BOB).statusCode()).isEqualTo(409);
    assertThat(ask("LOCK", "/other", BOB).statusCode()).isEqualTo(200);
    assertThat(ask("POST", "/lake?ID=ada-1", "{}").statusCode()).isEqualTo(200);
    assertThat(ask("UNLOCK", "/lake", ADA).statusCode()).isEqualTo(200);
    assertThat(ask("LOCK", "/lake", BOB).statusCode()).isEqualTo(200);
  }

  @Test
  void aLockCanBeTakenAwayByForce() throws Exception {
    ask("LOCK", "/lake", ADA);

    assertThat(ask("UNLOCK", "/lake", "").statusCode()).isEqualTo(200);

    assertThat(ask("LOCK", "/lake", BOB).statusCode()).isEqualTo(200);
  }

  @Test
  void theLockOfADeadTerraformCountsNoMoreAndWhatItMadeIsLookedAtFirst() throws Exception {
    Peer dead = new Peer(Path.of("/proc/no-such-process"), "1");
    assertThat(states.lock("lake", ADA.getBytes(StandardCharsets.UTF_8), Optional.of(dead)))
        .isEmpty();
    states.workedOnBy(dead).orElseThrow().ifKilled(() -> log.add("in doubt"));
    assertThat(states.inUse(root.resolve("lake/terraform.tfstate"))).isFalse();

    assertThat(ask("LOCK", "/lake", BOB).statusCode()).isEqualTo(200);

    assertThat(log).containsExactly("in doubt", "free");
    assertThat(states.workedOnBy(dead)).isEmpty();
    assertThat(states.inUse(root.resolve("lake/terraform.tfstate"))).isTrue();
  }

  @Test
  void whatALivingTerraformMadeIsNotInDoubtOnceItHasGivenItsLockBack() throws Exception {
    Peer alive = new Peer(Path.of("/proc/no-such-process"), "1");
    states.lock("lake", ADA.getBytes(StandardCharsets.UTF_8), Optional.of(alive));
    states.workedOnBy(alive).orElseThrow().ifKilled(() -> log.add("in doubt"));

    assertThat(ask("UNLOCK", "/lake", ADA).statusCode()).isEqualTo(200);
    server.close();

    assertThat(log).containsExactly("free");
  }

  @Test
  void whatIsHeldWhenTheSandboxEndsIsInDoubt() throws Exception {
    Peer someone = new Peer(Path.of("/proc/self"), "1");
    states.lock("lake", ADA.getBytes(StandardCharsets.UTF_8), Optional.of(someone));
    states.workedOnBy(someone).orElseThrow().ifKilled(() -> log.add("in doubt"));

    server.close();

    assertThat(log).containsExactly("in doubt");
  }

  @Test
  void othersOnTheMachineAreTurnedAwayAndNoNameLeadsOutOfTheDirectory() throws Exception {
    HttpRequest stranger = HttpRequest.newBuilder(uri("/lake")).build();
    assertThat(client.send(stranger, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(401);
    for (String name : List.of("/", "/a/b", "/..%2Fobjects", "/.terraform")) {
      assertThat(ask("POST", name, "{}").statusCode()).as(name).isEqualTo(404);
    }
    assertThat(root).doesNotExist();
  }

  @Test
  void aDiskThatRefusesIsAnErrorAndTheLockStays() throws Exception {
    Files.writeString(root, "a file where the states' directory should be");
    ask("LOCK", "/lake", ADA);

    assertThat(ask("POST", "/lake?ID=ada-1", "{}").statusCode()).isEqualTo(507);
    assertThat(ask("LOCK", "/lake", BOB).statusCode()).isEqualTo(423);
  }

  private HttpResponse<String> ask(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    Map<String, String> environment = server.environment();
    String user = environment.get("TF_HTTP_USERNAME") + ":" + environment.get("TF_HTTP_PASSWORD");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create(server.environment().get(StateServer.ADDRESS) + path);
  }
}
