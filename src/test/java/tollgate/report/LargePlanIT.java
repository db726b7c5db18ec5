package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a plan of two thousand resources takes of a machine, in one run that writes every report.
 */
class LargePlanIT {
  private static final long MOST_KILOBYTES = 400 * 1024;

  @Test
  void two_thousand_resources_with_every_report_fit_into_400_megabytes(@TempDir Path directory)
      throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/status")), "only Linux tells what a process took");
    Files.writeString(directory.resolve("plan.json"), LargePlanTest.twoThousand().toString());
    String launcher = Path.of("tollgate").toAbsolutePath().toString();
    // A first start builds, which is none of this.
    assertThat(new ProcessBuilder(launcher, "--version").inheritIO().start().waitFor()).isZero();

    List<String> command = new ArrayList<>(List.of(launcher, "guard", "--plan", "plan.json"));
    for (String format : List.of("json", "markdown", "sarif", "junit", "html")) {
      command.addAll(List.of("--report", format + "=report." + format));
    }
    Process run =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile())
            .start();
    long most = 0;
    while (!run.waitFor(20, TimeUnit.MILLISECONDS)) {
      most = Math.max(most, peak(run.pid()));
    }

    assertThat(run.exitValue()).as(Files.readString(directory.resolve("err"))).isEqualTo(3);
    assertThat(directory.resolve("report.html")).isNotEmptyFile();
    assertThat(directory.resolve("report.sarif")).isNotEmptyFile();
    assertThat(most).isBetween(1L, MOST_KILOBYTES);
  }

  /** Kilobytes; the launcher becomes the JVM, so it is one process. */
  private static long peak(long process) {
    try {
      return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
