package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupTest {

  @ParameterizedTest
  @ValueSource(strings = {"--help", "doctor --help", "bindings update --help"})
  void helpLoadsNoneOfTheHeavyLibraries(String arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "tollgate.cli.Tollgate"));
    command.addAll(List.of(arguments.split(" ")));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded).contains("tollgate.cli.Tollgate", "Usage: tollgate");
    assertThat(
            loaded
                .lines()
                .filter(line -> line.contains("source:"))
                .filter(
                    line ->
                        line.matches(
                            ".*\\] (com\\.fasterxml|com\\.hashicorp|software\\.amazon|java\\.net\\.http|tollgate\\.google|io\\.grpc|org\\.snakeyaml|stacks\\.).*")))
        .isEmpty();
  }

  @Test
  void synthAsksNothingOfGoogleAndLoadsNoClassForIt(@TempDir Path out) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "tollgate.cli.Tollgate",
                "synth")
            .redirectErrorStream(true);
    builder.environment().put("CDKTF_OUTDIR", out.toString());
    Process process = builder.start();
    String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(loaded).contains("stacks.Platform");
    assertThat(
            loaded
                .lines()
                .filter(line -> line.matches(".*\\] (java\\.net\\.http|tollgate\\.google)\\..*")))
        .isEmpty();
  }

  @Test
  void numbersAreWrittenTheSameInEveryLocale() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.language=ar",
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                "tollgate.cli.Tollgate",
                "prices",
                "age")
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).containsPattern("[0-9]+ days ago").matches("\\p{ASCII}*");
  }
}
