package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
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

  @Test
  void what_was_agreed_to_is_remembered_until_the_deploy_ends() throws Exception {
    UnfinishedDeploys deploys = new UnfinishedDeploys(directory);
    assertThat(deploys.given(List.of("lake"))).isEmpty();

    deploys.begin(plans());
    assertThat(deploys.given(List.of("lake"))).containsExactly(GRANT);
    assertThat(deploys.given(List.of("orchestrator"))).isEmpty();

    deploys.end(List.of("lake", "orchestrator"));
    assertThat(deploys.given(List.of("lake"))).isEmpty();
  }

  @Test
  void a_record_that_cannot_be_read_excuses_nothing() throws Exception {
    UnfinishedDeploys deploys = new UnfinishedDeploys(directory);
    deploys.begin(plans());
    Files.writeString(directory.resolve("unfinished/lake.json"), "{");

    assertThat(deploys.given(List.of("lake"))).isEmpty();
  }
}
