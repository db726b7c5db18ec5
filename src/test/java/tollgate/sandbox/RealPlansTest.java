package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.Shared;

/**
 * The sandbox plans what the real provider planned. A few recordings by default; all of them with
 * {@code -Dtollgate.realPlans=all}, which takes some minutes.
 */
class RealPlansTest {
  private static final List<String> FEW =
      List.of(
          "cases/cdktf-synth",
          "cases/minimal-all",
          "cases/orchestrator-run-sql",
          "cases/vm-cheap",
          "updates/bucket-lifecycle-age",
          "updates/disk-shrink",
          "updates/run-sidecar",
          "updates/secret-replication");

  @Test
  void everyAttributeIsAsTheRealProviderPlannedIt(@TempDir Path work)
      throws IOException, InterruptedException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    Path recordings = Shared.dir().orElseThrow().resolve("real-plans").toAbsolutePath();
    RealPlans plans = new RealPlans(recordings, work);
    boolean all = "all".equals(System.getProperty("tollgate.realPlans"));
    List<String> differences = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start(work.resolve("store"), Options.standard())) {
      for (String name : all ? plans.names() : FEW) {
        plans
            .compare(sandbox, name)
            .differences()
            .forEach(each -> differences.add(name + " " + each));
      }
    }
    assertThat(differences).isEmpty();
  }
}
