package tollgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.doctor.Outcome.State;

class MachineTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  @TempDir Path directory = Path.of("");
  private final Map<String, String> environment = new HashMap<>();

  private Outcome look(String id) {
    environment.putIfAbsent("PATH", directory.resolve("bin").toString());
    Machine machine =
        new Machine(environment, directory, TODAY, 17, Path.of(System.getProperty("java.home")));
    List<Finding> findings =
        Checkup.run(
            machine.forCloud().stream().filter(check -> check.id().equals(id)).toList(),
            Duration.ofSeconds(20));
    assertThat(findings).hasSize(1);
    return findings.get(0).outcome();
  }

  @Test
  void afterAFailureOnlyANodeThatCannotWorkIsNamed() throws IOException {
    environment.put("PATH", directory.resolve("bin").toString());
    assertThat(problem()).startsWith("Node was not found. Install Node");
    program("node", "echo v14.21.3");
    assertThat(problem()).startsWith("Node v14.21.3 is too old");
    program("node", "echo hello; sleep 600");
    assertThat(problem()).startsWith("The program node does not tell its version. Install");
    program("node", "echo v20.20.2");
    assertThat(problem()).isEmpty();
  }

  private String problem() {
    return new Machine(environment, directory, TODAY, 17, directory).nodeProblem().orElse("");
  }

  private void program(String name, String script) throws IOException {
    Path file = Files.createDirectories(directory.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void withRealPrograms() {
    environment.put("PATH", System.getenv("PATH"));
  }

  @ParameterizedTest
  @CsvSource({
    "v24.1.0,ok",
    "v22.11.0,ok",
    "v20.20.2,warning",
    "v23.0.0,warning",
    "v20.8.1,missing",
    "v18.20.0,missing",
    "something,missing"
  })
  void nodeIsJudgedByItsVersionAndTheDay(String said, State state) throws IOException {
    program("node", "echo " + said);
    assertThat(look("node").state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "1.11.4,1.11.4,ok",
    "1.12.0,'',ok",
    "1.12.0,1.11.4,warning",
    "1.10.5,1.11.4,missing",
    "x,1.11.4,missing"
  })
  void terraformIsJudgedByTheOldestThatWorksAndByTheOneNamed(
      String said, String pinned, State state) throws IOException {
    program("terraform", "echo '{\"terraform_version\": \"" + said + "\"}'");
    Files.writeString(directory.resolve(".terraform-version"), pinned + "\n");
    assertThat(look("terraform").state()).isEqualTo(state);
  }

  @Test
  void whatIsNotThereIsMissingOrAWarningWithAWayOut() {
    for (String id : List.of("node", "terraform")) {
      assertThat(look(id).state()).isEqualTo(State.missing);
      assertThat(look(id).fix()).contains("https://");
    }
    for (String id : List.of("git", "gcloud", "ssh")) {
      assertThat(look(id).state()).isEqualTo(State.warning);
      assertThat(look(id).fix()).startsWith("Install");
    }
    assertThat(look("keys").state()).isEqualTo(State.unchecked);
  }

  @Test
  void aProgramThatNeverEndsIsEndedByTheDeadlineOfAll() throws IOException {
    program("node", "exec " + (new File("/bin/sleep").exists() ? "/bin/sleep" : "sleep") + " 60");
    Machine machine =
        new Machine(
            Map.of("PATH", directory.resolve("bin").toString()),
            directory,
            TODAY,
            17,
            Path.of(System.getProperty("java.home")));
    long start = System.nanoTime();
    List<Finding> findings =
        Checkup.run(
            machine.forSandbox().stream().filter(check -> check.id().equals("node")).toList(),
            Duration.ofMillis(500));
    assertThat(findings.get(0).outcome().state()).isEqualTo(State.unchecked);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aCacheDirectoryThatIsNotThereIsMissing() {
    assertThat(look("plugin-cache").state()).isEqualTo(State.ok);
    environment.put("TF_PLUGIN_CACHE_DIR", directory.resolve("none").toString());
    assertThat(look("plugin-cache").state()).isEqualTo(State.missing);
    environment.put("TF_PLUGIN_CACHE_DIR", directory.toString());
    assertThat(look("plugin-cache").state()).isEqualTo(State.ok);
  }

  @ParameterizedTest
  @CsvSource({"400,missing", "2000,warning", "9000,ok"})
  void freeSpaceIsJudgedInMegabytes(long free, State state) {
    assertThat(Machine.disk(free * 1_000_000).state()).isEqualTo(state);
  }

  @Test
  void aTrackedKeyIsFoundAndAnUntrackedOneIsNot() throws Exception {
    withRealPrograms();
    git("init", "-q");
    Files.writeString(
        directory.resolve("notes.md"), "-----BEGIN PRIVATE KEY----- is how one starts");
    git("add", ".");
    Files.writeString(directory.resolve("loose.pem"), pem("\n"));
    assertThat(look("keys").state()).isEqualTo(State.ok);
    Files.writeString(
        directory.resolve("key.json"),
        "{\"type\": \"service_account\", \"private_key\": \"%s\"}".formatted(pem("\\n")));
    git("add", "key.json");
    Outcome found = look("keys");
    assertThat(found.state()).isEqualTo(State.missing);
    assertThat(found.sentence()).contains("key.json").doesNotContain("loose.pem");
  }

  @Test
  void withoutARepositoryNothingIsTracked() throws Exception {
    withRealPrograms();
    environment.put("GIT_CEILING_DIRECTORIES", directory.resolve("..").normalize().toString());
    Files.writeString(directory.resolve("key.pem"), pem("\n"));
    assertThat(look("keys").sentence()).contains("no git repository");
  }

  private void git(String... arguments) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).directory(directory.toFile()).start();
    assertThat(process.waitFor()).isZero();
  }

  private static String pem(String end) throws NoSuchAlgorithmException {
    byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
    return "-----BEGIN PRIVATE KEY-----%s%s%s-----END PRIVATE KEY-----%s"
        .formatted(end, Base64.getEncoder().encodeToString(key), end, end);
  }
}
