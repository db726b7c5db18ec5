package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.cloud.BreakKind;
import tollgate.sandbox.cloud.Breakage;
import tollgate.sandbox.cloud.Operation;
import tollgate.sandbox.cloud.Rehearsal;

/** What is broken on purpose, as the real terraform meets it. */
class RehearsedTest {
  private static final Options OPTIONS =
      Options.standard().withTypes(Set.of("google_storage_bucket", "google_cloud_run_v2_service"));

  private static final String BUCKET =
      """
      {"provider":{"google":{"project":"acme-data-dev","region":"us-central1"}},
       "resource":{"google_storage_bucket":{"lake":{"name":"acme-lake","location":"US"}}}}
      """;

  private static final String SERVICE =
      """
      {"provider":{"google":{"project":"acme-data-dev","region":"us-central1"}},
       "resource":{"google_cloud_run_v2_service":{"ui":{"name":"ui","location":"us-central1",
        "deletion_protection":false,"timeouts":{"create":"1500ms"},
        "template":{"containers":[{"image":"%s"}]}}}}}
      """;

  private final Path work;
  private final Path store;
  private final Rehearsal rehearsal;

  RehearsedTest(@TempDir Path directory) {
    this.work = directory.resolve("work");
    this.store = directory.resolve("store");
    this.rehearsal = new Rehearsal(store);
  }

  @BeforeEach
  void terraformIsThere() throws IOException {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Files.createDirectories(work);
  }

  @Test
  void plansAndReadsFailAndSlowOnesTakeLonger() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", BUCKET);
      assertThat(terraform.run("init", "-input=false").exit()).isZero();
      breaks(BreakKind.INTERNAL, Operation.PLAN, 1);
      assertThat(terraform.run("plan", "-input=false", "-no-color").output())
          .contains("googleapi: Error 500: Internal error encountered., backendError");

      breaks(BreakKind.SLOW, Operation.CREATE, 1);
      long start = System.nanoTime();
      assertThat(apply(terraform).exit()).isZero();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofSeconds(3));

      breaks(BreakKind.UNAVAILABLE, Operation.READ, 1);
      assertThat(terraform.run("plan", "-input=false", "-no-color").output())
          .contains(
              "Error when reading or editing StorageBucket \"acme-lake\": googleapi: Error 503");
      breaks(BreakKind.NOT_FOUND, Operation.READ, 1);
      assertThat(terraform.run("plan", "-input=false", "-no-color").output()).contains("1 to add");
      assertThat(sandbox.incidents().kinds())
          .containsExactlyInAnyOrder(
              BreakKind.INTERNAL, BreakKind.SLOW, BreakKind.UNAVAILABLE, BreakKind.NOT_FOUND);
    }
  }

  @Test
  void whatHangsEndsWithTheResourcesOwnTimeout() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write(
          "main.tf.json", SERVICE.formatted("us-docker.pkg.dev/cloudrun/container/hello"));
      assertThat(terraform.run("init", "-input=false").exit()).isZero();
      breaks(BreakKind.HANG, Operation.CREATE, 1);
      Terraform.Result hung = apply(terraform);
      assertThat(hung.exit()).isEqualTo(1);
      assertThat(hung.output().replaceAll("[\\s│]+", " "))
          .contains("Error waiting to create Service")
          .contains("timeout while waiting for state to become 'done: true'")
          .contains("timeout: 1.5s");
    }
  }

  @Test
  void aServiceWhoseContainerDoesNotListenIsLeftTainted() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", SERVICE.formatted("ubuntu"));
      assertThat(terraform.run("init", "-input=false").exit()).isZero();
      Terraform.Result deaf = apply(terraform);
      assertThat(deaf.exit()).isEqualTo(1);
      assertThat(deaf.output().replaceAll("[\\s│]+", " "))
          .contains("PORT=8080 environment variable within the allocated timeout");
      assertThat(sandbox.incidents().rules()).containsExactly("container-listens");

      terraform.write(
          "main.tf.json", SERVICE.formatted("us-docker.pkg.dev/cloudrun/container/hello"));
      assertThat(terraform.run("plan", "-input=false", "-no-color").output())
          .contains("is tainted, so must be replaced");
      assertThat(apply(terraform).exit()).isZero();
    }
  }

  @Test
  void anotherHandReachesARunningSandboxAndAClosedOne() throws Exception {
    try (Sandbox sandbox = Sandbox.start(store, OPTIONS)) {
      Terraform terraform = new Terraform(work, sandbox.environment());
      terraform.write("main.tf.json", BUCKET);
      assertThat(terraform.run("init", "-input=false").exit()).isZero();
      assertThat(apply(terraform).exit()).isZero();
      try (Inventory inventory = Inventory.open(store, Duration.ZERO)) {
        SandboxObject bucket = inventory.objects().get(0);
        assertThat(
                inventory.put(
                    bucket.type(), bucket.id(), Edit.parse("storage_class=NEARLINE").apply(bucket)))
            .isTrue();
      }
      assertThat(terraform.run("plan", "-input=false", "-no-color").output())
          .contains("\"NEARLINE\" -> \"STANDARD\"");
    }
    try (Inventory inventory = Inventory.open(store, Duration.ZERO)) {
      assertThat(inventory.objects()).hasSize(1);
      assertThat(inventory.remove("google_storage_bucket", "acme-lake")).isTrue();
      assertThat(inventory.remove("google_storage_bucket", "acme-lake")).isFalse();
      assertThat(inventory.objects()).isEmpty();
    }
    try (Inventory nothing = Inventory.open(store.resolve("never"), Duration.ZERO)) {
      assertThat(nothing.objects()).isEmpty();
    }
  }

  private static Terraform.Result apply(Terraform terraform) throws Exception {
    return terraform.run("apply", "-auto-approve", "-input=false", "-no-color");
  }

  private void breaks(BreakKind kind, Operation during, int times) throws IOException {
    rehearsal.change(
        state ->
            new Rehearsal.State(
                state.off(),
                List.of(
                    new Breakage(
                        kind,
                        "*",
                        List.of(new Breakage.Target("*", Map.of())),
                        Set.of(during),
                        times,
                        Duration.ofSeconds(3),
                        Instant.EPOCH))));
  }
}
