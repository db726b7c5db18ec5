package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import tollgate.cost.Basis;
import tollgate.cost.CostChange;
import tollgate.cost.Coverage;
import tollgate.cost.Estimate;
import tollgate.cost.Estimator;
import tollgate.cost.Line;
import tollgate.cost.ResourceEstimate;
import tollgate.cost.Totals;
import tollgate.guard.Agreed;
import tollgate.guard.GivenGrant;
import tollgate.plan.Address;
import tollgate.plan.Plan;

class UnfinishedDeploysTest {
  private static final GivenGrant GRANT =
      new GivenGrant(
          "lake",
          new Address("google_storage_bucket_iam_member.ada"),
          "roles/storage.objectViewer",
          "user:ada@acme.example");

  @TempDir Path directory = Path.of("");

  private PlanSet plans() throws Exception {
    Plan plan =
        Plan.parse(
            new ObjectMapper()
                .readTree(
                    """
                    {"format_version": "1.2", "resource_changes": [
                      {"address": "google_storage_bucket_iam_member.ada", "mode": "managed",
                       "type": "google_storage_bucket_iam_member", "name": "ada",
                       "change": {"actions": ["create"], "before": null, "after":
                         {"role": "roles/storage.objectViewer", "member": "user:ada@acme.example"}}}]}
                    """));
    StackInfo stack = new StackInfo("lake", directory, List.of(), false, List.of());
    return new PlanSet(
        List.of(new PlannedStack(stack, directory, plan, new Digests("a", "b", "c"))));
  }

  private CostChange cost() throws Exception {
    return Estimator.shipped().change(plans().plans());
  }

  @Test
  void what_was_agreed_to_is_remembered_until_the_deploy_ends() throws Exception {
    UnfinishedDeploys deploys = new UnfinishedDeploys(directory);
    assertThat(deploys.agreed(List.of("lake"))).isEqualTo(Agreed.NOTHING);

    deploys.begin(plans(), cost());
    assertThat(deploys.agreed(List.of("lake")))
        .isEqualTo(new Agreed(Set.of(GRANT), Map.of("lake", Totals.ZERO)));
    assertThat(deploys.agreed(List.of("orchestrator"))).isEqualTo(Agreed.NOTHING);

    deploys.end(List.of("lake", "orchestrator"));
    assertThat(deploys.agreed(List.of("lake"))).isEqualTo(Agreed.NOTHING);
  }

  @Test
  void what_a_stack_was_to_come_to_is_remembered_to_the_cent() throws Exception {
    ResourceEstimate bill =
        new ResourceEstimate(
            "lake",
            new Address("google_compute_instance.vm"),
            "google_compute_instance",
            Coverage.PRICED,
            List.of(
                new Line(
                    "a machine",
                    "sku",
                    "us-central1",
                    BigDecimal.ONE,
                    "month",
                    new BigDecimal("98.765"),
                    new BigDecimal("98.765"),
                    Basis.FLOOR,
                    "")),
            "");
    Estimate nothing = cost().before();
    Estimate after =
        new Estimate(List.of(bill), List.of(), nothing.priceBookAsOf(), nothing.oldestPrice());
    UnfinishedDeploys deploys = new UnfinishedDeploys(directory);

    deploys.begin(plans(), new CostChange(nothing, after));

    assertThat(deploys.agreed(List.of("lake")).bills()).isEqualTo(Map.of("lake", Totals.of(bill)));
  }

  @Test
  void a_record_that_cannot_be_read_excuses_nothing() throws Exception {
    UnfinishedDeploys deploys = new UnfinishedDeploys(directory);
    deploys.begin(plans(), cost());
    Files.writeString(directory.resolve("unfinished/lake.json"), "{");

    assertThat(deploys.agreed(List.of("lake"))).isEqualTo(Agreed.NOTHING);
  }
}
