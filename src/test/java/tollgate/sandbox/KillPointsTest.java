package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Kill -9 at random moments. A few by default; {@code -Dtollgate.kills=200} for more, {@code
 * -Dtollgate.killSeed=N} for the same ones again.
 */
class KillPointsTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsLostLeftOverOrBrokenWhereverAKillFalls(
      boolean stateIsServed, @TempDir Path directory) throws Exception {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "a killed terraform shows on Linux");
    int points = Integer.getInteger("tollgate.kills", 7);
    long seed = Long.getLong("tollgate.killSeed", System.nanoTime());
    assertThat(KillPoints.run(directory, stateIsServed, points, seed, System.out)).isEmpty();
  }
}
