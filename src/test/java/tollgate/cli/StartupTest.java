package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

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
}
