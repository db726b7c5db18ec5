package tollgate.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.Shared;
import tollgate.schema.Schema;

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

  private static final List<String> FEW_ERRORS =
      List.of(
          "explicit-everything/no-project",
          "minimal-all/three-errors-at-once",
          "sql-postgres-full/bad-edition",
          "vm-full/bad-provisioning");

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

  @Test
  void wrongConfigurationsAreRefusedInTheRealProvidersWords(@TempDir Path work)
      throws IOException, InterruptedException {
    assumeTrue(Shared.dir().isPresent(), Shared.ABSENT);
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    RealErrors errors =
        new RealErrors(Shared.dir().orElseThrow().resolve("real-plans").toAbsolutePath(), work);
    boolean all = "all".equals(System.getProperty("tollgate.realPlans"));
    List<String> differences = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.start(work.resolve("store"), Options.standard())) {
      for (String name : all ? errors.names() : FEW_ERRORS) {
        // The real provider names another line from run to run here.
        if (!name.equals("budgets/month-13")) {
          errors.differences(sandbox, name).forEach(each -> differences.add(name + " " + each));
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void resourcesOfManyTypesLiveAndDie(boolean strict, @TempDir Path work) throws Exception {
    assumeTrue(Terraform.installed(), "terraform is not on the path");
    List<String> types = List.copyOf(Schema.google().resourceTypes());
    boolean all = "all".equals(System.getProperty("tollgate.realPlans"));
    List<String> some = all ? types : everyTwentieth(types);
    EveryType every = new EveryType(work.resolve("rich"), strict);
    assertThat(every.run(some, true, System.out)).isEmpty();
    if (all) {
      EveryType few = new EveryType(work.resolve("minimal"), strict);
      assertThat(few.run(some, false, System.out)).isEmpty();
    }
  }

  private static List<String> everyTwentieth(List<String> types) {
    List<String> some = new ArrayList<>();
    for (int i = 0; i < types.size(); i += 20) {
      some.add(types.get(i));
    }
    return some;
  }
}
