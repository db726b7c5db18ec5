package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.sandbox.Options;
import tollgate.sandbox.Sandbox;

/** Ctrl-C in the midst of a real apply. */
class InterruptedDeployTest {
  private static final int BUCKETS = 90;

  private final Path directory;

  InterruptedDeployTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void runningOperationsFinishTheStateIsWrittenAndTheNextRunGoesOn() throws Exception {
    assumeTrue(onThePath("setsid") && onThePath("terraform"), "setsid or terraform is missing");
    String buckets =
        IntStream.range(0, BUCKETS)
            .mapToObj(n -> "{purpose: b%03d, expire_days: 30}".formatted(n))
            .collect(Collectors.joining(", "));
    Files.writeString(
        directory.resolve("tollgate.yaml"),
        Runs.LAKE.replace("{purpose: landing, expire_days: 30}", buckets));

    Process deploy = deploy();
    Path journal = directory.resolve(".tollgate/sandbox/default/objects/objects.journal");
    long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (deploy.isAlive() && lines(journal) < 5) {
      assertThat(System.nanoTime()).as(told()).isLessThan(deadline);
      Thread.sleep(5);
    }
    new ProcessBuilder(List.of("kill", "-INT", "--", "-" + deploy.pid())).start().waitFor();
    assertThat(deploy.waitFor(2, TimeUnit.MINUTES)).isTrue();

    assertThat(deploy.exitValue()).as(told()).isEqualTo(130);
    Set<String> made = existing();
    assertThat(made).hasSizeBetween(5, BUCKETS);
    assertThat(known()).isEqualTo(made);

    Process again = deploy();
    assertThat(again.waitFor(3, TimeUnit.MINUTES)).isTrue();
    assertThat(again.exitValue()).as(told()).isZero();
    assertThat(known()).isEqualTo(existing()).containsAll(made);
  }

  /** In a group of its own, which a terminal's Ctrl-C would reach as a whole. */
  private Process deploy() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "env",
                // Whoever starts the build may have it ignored, as a shell does in the background.
                "--default-signal=INT",
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "tollgate.cli.Tollgate",
                "deploy",
                "lake",
                "--sandbox",
                "--yes")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Set<String> existing() throws IOException {
    Path store = directory.resolve(".tollgate/sandbox/default/objects");
    try (Sandbox sandbox = Sandbox.start(store, Options.standard().withTypes(Set.of()))) {
      return sandbox.objects().stream()
          .map(each -> each.type() + " " + each.id())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private Set<String> known() throws IOException {
    Set<String> known = new TreeSet<>();
    JsonNode state =
        new ObjectMapper()
            .readTree(
                directory.resolve(".tollgate/sandbox/default/lake/terraform.tfstate").toFile());
    for (JsonNode resource : state.path("resources")) {
      for (JsonNode instance : resource.path("instances")) {
        known.add(
            resource.path("type").asText() + " " + instance.path("attributes").path("id").asText());
      }
    }
    return known;
  }

  private static int lines(Path journal) throws IOException {
    return Files.exists(journal) ? Files.readAllLines(journal).size() : 0;
  }

  private String told() throws IOException {
    return Files.readString(directory.resolve("log"));
  }

  private static boolean onThePath(String command) {
    return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
        .anyMatch(each -> Files.isExecutable(Path.of(each, command)));
  }
}
