package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tollgate.cost.CostChange;
import tollgate.cost.Estimator;
import tollgate.plan.Plan;
import tollgate.plan.StackPlan;
import tollgate.terraform.StateIdentity;
import tollgate.workflow.LastEstimates;

/** What tollgate-terraform remembers of a stack that another command changes afterwards. */
class FrontMemoryTest {
  @TempDir Path directory = Path.of("");

  private LastEstimates estimates() {
    return new LastEstimates(directory.resolve(".tollgate/sandbox/default"));
  }

  private String state(String stack) {
    return StateIdentity.of(
        directory,
        directory.resolve("cdktf.out/stacks").resolve(stack),
        Runs.in(directory).environment(),
        "");
  }

  private static CostChange dear() throws IOException {
    return Estimator.shipped()
        .change(
            List.of(
                new StackPlan(
                    "lake",
                    Plan.parse(
                        new ObjectMapper()
                            .readTree(
                                """
                                {"format_version": "1.2", "resource_changes": [
                                  {"address": "google_compute_instance.vm", "mode": "managed",
                                   "type": "google_compute_instance", "name": "vm",
                                   "change": {"actions": ["create"], "before": null, "after":
                                     {"machine_type": "e2-standard-4", "zone": "us-central1-a"}}}]}
                                """)))));
  }

  @Test
  void aDeployBringsItUpToDateAndADestroyTakesItAway() throws IOException {
    estimates().planned(state("lake"), "lake", dear(), true, true, Instant.EPOCH);
    assertThat(estimates().others("any").get(0).totals().floor()).isPositive();
    Runs runs = Runs.in(directory).settings(Runs.LAKE);

    Runs.Ran deployed = runs.run("deploy", "--sandbox", "--yes");

    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(estimates().others("any"))
        .as("of stacks that it never saw it remembers nothing")
        .singleElement()
        .satisfies(
            lake -> {
              assertThat(lake.stack()).isEqualTo("lake");
              assertThat(lake.applied()).isTrue();
              assertThat(lake.totals().floor()).isEqualByComparingTo(BigDecimal.ZERO);
            });

    Runs.Ran destroyed = runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev");

    assertThat(destroyed.exit()).as(destroyed.all()).isZero();
    assertThat(estimates().others("any")).isEmpty();
  }
}
