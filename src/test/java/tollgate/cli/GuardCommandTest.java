package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate on a plan from elsewhere. */
class GuardCommandTest {
  private static final String PLAN =
      """
      {"format_version": "1.2", "resource_changes": [{"address": "google_compute_instance.vm",
        "mode": "managed", "type": "google_compute_instance", "name": "vm", "change": {
          "actions": ["create"], "before": null, "after_unknown": {},
          "after": {"name": "vm", "zone": "us-central1-b", "machine_type": "e2-standard-32"}}}]}
      """;

  @TempDir Path directory = Path.of("");

  private Runs runs = Runs.in(directory);

  @BeforeEach
  void plan() throws IOException {
    runs =
        Runs.in(directory)
            .settings(
                Runs.LAKE.replace(
                    "{monthly: 280 USD}", "{monthly: 9000 USD, stacks: {workstation: 100 USD}}"));
    Files.writeString(directory.resolve("plan.json"), PLAN);
  }

  @Test
  void the_amount_of_a_stack_is_held_against_its_plan_once_it_is_named() {
    Runs.Ran named = runs.run("guard", "--plan", "plan.json", "--stack", "workstation");
    Runs.Ran unnamed = runs.run("guard", "--plan", "plan.json");

    assertThat(named.exit()).as(named.all()).isEqualTo(3);
    assertThat(named.out()).contains("cost/stack-over-budget", "workstation.machine");
    assertThat(unnamed.out()).doesNotContain("cost/stack-over-budget", "workstation.machine");
  }

  @Test
  void a_stack_that_is_none_or_has_no_plan_is_a_mistake_of_use() {
    Runs.Ran misspelt = runs.run("guard", "--plan", "plan.json", "--stack", "lakee");
    Runs.Ran alone = runs.run("guard", "--stack", "lake");

    assertThat(misspelt.exit()).as(misspelt.all()).isEqualTo(2);
    assertThat(misspelt.err()).contains("lakee", "lake");
    assertThat(alone.exit()).as(alone.all()).isEqualTo(2);
    assertThat(alone.err()).contains("--plan");
  }
}
