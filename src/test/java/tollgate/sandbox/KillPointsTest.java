package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kill -9 at random moments. A few by default; {@code -Dtollgate.kills=200} for more, {@code
 * -Dtollgate.killSeed=N} for the same ones again.
 */
class KillPointsTest {

  @Test
  void nothingIsLostLeftOverOrBrokenWhereverAKillFalls(@TempDir Path directory) throws Exception {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "a killed terraform shows on Linux");
    int points = Integer.getInteger("tollgate.kills", 10);
    long seed = Long.getLong("tollgate.killSeed", System.nanoTime());
    assertThat(KillPoints.run(directory, points, seed, System.out)).isEmpty();
  }
}
