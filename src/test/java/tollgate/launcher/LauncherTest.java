package tollgate.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the launcher in a checkout of its own that holds one class and a Maven that does nothing, so
 * that a build takes a second.
 */
class LauncherTest {
  private static final String PROGRAM =
      """
      package tollgate.cli;

      public final class Tollgate {
        public static void main(String[] args) {
          System.out.println(String.join("|", args));
          System.exit(args.length);
        }
      }
      """;

  private static final String LIBRARIES =
      "mkdir -p target/launcher/lib && cp kernel.jar target/launcher/lib/jsii-runtime-0.jar";

  private Path directory = Path.of("");
  private Path home = Path.of("");
  private Path program = Path.of("");

  @BeforeEach
  void makeCheckout(@TempDir Path temporary) throws IOException {
    directory = temporary;
    home = Files.createDirectories(directory.resolve("a check'out"));
    program = home.resolve("src/main/java/tollgate/cli/Tollgate.java");
    for (String script : List.of("tollgate", "src/launcher/build.sh")) {
      Files.createDirectories(home.resolve(script).getParent());
      Files.copy(Path.of(script), home.resolve(script));
    }
    Files.createDirectories(program.getParent());
    Files.writeString(program, PROGRAM);
    Files.createDirectories(home.resolve("src/main/resources/tollgate/schema"));
    Files.createDirectories(home.resolve("bindings"));
    Files.writeString(home.resolve("bindings/resources.txt"), "");
    Files.writeString(home.resolve("pom.xml"), "");
    writeKernel(home.resolve("kernel.jar"));
    writeMaven(LIBRARIES + " && echo run >>maven-runs");
  }

  /** A library that holds what the launcher takes out of jsii's own. */
  private static void writeKernel(Path jar) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry("software/amazon/jsii/lib/program.js"));
    }
  }

  @Test
  void theFirstUseBuildsAndSaysSoOnStderrOnly() throws Exception {
    Result result = run(Map.of(), "plan", "two words");

    assertThat(result.out()).isEqualTo("plan|two words\n");
    assertThat(result.err()).contains("building the libraries", "compiling the project's own");
    assertThat(result.exit()).isEqualTo(2);
  }

  /** Java reads the names of files by the locale; without UTF-8 it would find none of these. */
  @Test
  void aLocaleWithoutUtf8DoesNotHideFilesWithMoreThanAscii() throws Exception {
    run(Map.of());
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh", "-c", "exec \"$0\" \"$(printf 'p\\303\\274nktlich')\"", launcher());
    builder.directory(directory.toFile()).environment().put("LC_ALL", "C");

    assertThat(finish(builder.start()).out()).isEqualTo("p\u00fcnktlich\n");
  }

  /** jsii would end at a cache whose marks it may not touch. */
  @Test
  void whatSomebodyElseHasBuiltIsUsedWithoutItsCache() throws Exception {
    Files.writeString(
        program,
        PROGRAM.replace(
            "String.join(\"|\", args)", "System.getenv(\"JSII_RUNTIME_PACKAGE_CACHE\")"));
    run(Map.of("JSII_RUNTIME_PACKAGE_CACHE", ""));
    assertThat(run(Map.of("JSII_RUNTIME_PACKAGE_CACHE", "")).out()).isEqualTo("enabled\n");
    Path state = home.resolve("target/launcher");
    assumeTrue(givenAway(state), "only root can give files away");

    assertThat(run(Map.of("JSII_RUNTIME_PACKAGE_CACHE", "")).out()).isEqualTo("disabled\n");
  }

  private static boolean givenAway(Path file) {
    try {
      Files.setOwner(
          file,
          file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  @Test
  void theTrialRunsOfABuildLeaveTheUsersProjectAlone() throws Exception {
    Files.writeString(
        program,
        PROGRAM.replace(
            "String.join(\"|\", args)",
            "args[0] + System.getenv(\"TOLLGATE_CONFIG\") + System.getenv(\"TOLLGATE_ENV\")"));

    Result result =
        run(Map.of("TOLLGATE_CONFIG", "/project/tollgate.yaml", "TOLLGATE_ENV", "-prod"), "own ");

    assertThat(result.out()).isEqualTo("own /project/tollgate.yaml-prod\n");
    assertThat(home.resolve("target/launcher/build.log"))
        .content()
        .contains("synthnullnull")
        .doesNotContain("/project/");
  }

  @Test
  void theSecondUseBuildsNothing() throws Exception {
    run(Map.of());

    assertThat(run(Map.of(), "x")).isEqualTo(new Result(1, "x\n", ""));
  }

  @Test
  void aChangedClassIsCompiledWithoutMaven() throws Exception {
    run(Map.of());
    Files.writeString(program, PROGRAM.replace("\"|\"", "\"+\""));

    assertThat(run(Map.of(), "a", "b").out()).isEqualTo("a+b\n");
    assertThat(home.resolve("maven-runs")).hasContent("run");
  }

  @Test
  void aRemovedClassIsGoneFromTheClassPath() throws Exception {
    Path other = Files.writeString(program.resolveSibling("Other.java"), "package tollgate.cli;");
    run(Map.of());
    Files.writeString(other, "package tollgate.cli; class Other { String s = Gone.S; }");
    Path gone = program.resolveSibling("Gone.java");
    Files.writeString(gone, "package tollgate.cli; class Gone { static String S = \"\"; }");
    run(Map.of());
    Files.delete(gone);

    Result result = run(Map.of(), "x");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("Other.java:1", "the build failed");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aChangedResourceListRunsMavenAgain() throws Exception {
    run(Map.of());
    Files.writeString(home.resolve("bindings/resources.txt"), "google_storage_bucket");
    run(Map.of());

    assertThat(home.resolve("maven-runs")).hasContent("run\nrun");
  }

  @Test
  void aFailingBuildShowsItsEndAndNamesTheLog() throws Exception {
    writeMaven("echo 'no such plugin'; exit 3");

    Result result = run(Map.of(), "x");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.err()).contains("no such plugin", "target/launcher/build.log");
    assertThat(home.resolve("target/launcher/lock")).doesNotExist();
  }

  @Test
  void twoFirstUsesAtOnceBuildOnce() throws Exception {
    writeMaven(LIBRARIES + " && sleep 1 && echo run >>maven-runs");
    Process first = start(Map.of(), "a");
    Process second = start(Map.of(), "b");

    assertThat(finish(first).out()).isEqualTo("a\n");
    assertThat(finish(second).out()).isEqualTo("b\n");
    assertThat(home.resolve("maven-runs")).hasContent("run");
  }

  @Test
  void aLockWhoseOwnerIsGoneHoldsNobodyUp() throws Exception {
    Path lock = Files.createDirectories(home.resolve("target/launcher/lock"));
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    Files.writeString(lock.resolve("owner"), Long.toString(ended.pid()));

    assertThat(run(Map.of(), "x").out()).isEqualTo("x\n");
  }

  @Test
  void aSymbolicLinkStartsItFromAnywhere() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("tg"), home.resolve("tollgate"));
    Process process =
        new ProcessBuilder(link.toString(), "x").directory(directory.toFile()).start();

    assertThat(finish(process).out()).isEqualTo("x\n");
  }

  @Test
  void noJavaIsAPrerequisiteMissing() throws Exception {
    Result result = run(Map.of("JAVA_HOME", directory.resolve("nowhere").toString()));

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err())
        .startsWith("tollgate: JAVA_HOME is " + directory.resolve("nowhere"))
        .contains("has no bin/java: name a JDK, 17 or newer, or unset it");
    Result nowhere = run(Map.of("JAVA_HOME", "", "PATH", directory.toString()));
    assertThat(nowhere.exit()).isEqualTo(7);
    assertThat(nowhere.err()).startsWith("tollgate: Java was not found: install a JDK");
  }

  @Test
  void anOldJavaIsAPrerequisiteMissing() throws Exception {
    Path java = Files.createDirectories(directory.resolve("old/bin")).resolve("java");
    writeScript(java, "echo '    java.specification.version = 11' >&2");

    Result result = run(Map.of("JAVA_HOME", directory.resolve("old").toString()));

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err()).contains("is Java 11, which is too old: install a JDK, 17 or newer");
  }

  @Test
  void aMissingNodeIsAPrerequisiteMissing() throws Exception {
    Path tools = Files.createDirectories(directory.resolve("tools"));
    for (String tool : List.of("sh", "sed", "find", "cat", "mkdir", "rm")) {
      String real = Files.exists(Path.of("/bin", tool)) ? "/bin/" + tool : "/usr/bin/" + tool;
      writeScript(tools.resolve(tool), "exec " + real + " \"$@\"");
    }
    Result result =
        run(Map.of("PATH", tools.toString(), "JAVA_HOME", System.getProperty("java.home")));

    assertThat(result.exit()).isEqualTo(7);
    assertThat(result.err()).contains("Node was not found: install Node");
  }

  private record Result(int exit, String out, String err) {}

  private void writeMaven(String body) throws IOException {
    writeScript(home.resolve("mvnw"), "cd \"$(dirname \"$0\")\" || exit\n" + body);
  }

  private static void writeScript(Path file, String body) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Result run(Map<String, String> environment, String... arguments) throws Exception {
    return finish(start(environment, arguments));
  }

  private String launcher() {
    return home.resolve("tollgate").toString();
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static Result finish(Process process) throws Exception {
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Result(process.exitValue(), out, err);
  }
}
