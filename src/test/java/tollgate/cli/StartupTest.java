package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupTest {

  @Test
  void helpLoadsNoneOfTheHeavyLibraries() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:off",
                "-Xlog:class+load",
                "-cp",
                System.getProperty("java.class.path"),
                "tollgate.cli.Tollgate",
                "--help")
            .redirectErrorStream(true)
            .start();
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
}
