package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through the sandbox with a small platform, inside this JVM. */
class DeployTest {

  @TempDir Path directory = Path.of("");

  @Test
  void planApproveDeployConfirmDestroy() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);

    Runs.Ran asked = runs.typing("no\n").run("deploy", "--sandbox", "--color", "never");
    assertThat(asked.exit()).as(asked.all()).isEqualTo(4);
    assertThat(asked.err()).contains("to acme-data-dev in the sandbox? [yes/no]");

    Runs.Ran deployed = runs.typing("yes\n").run("deploy", "--sandbox", "--color", "never");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(deployed.out()).contains("lake.buckets = ").doesNotContain("Plan:");
    assertThat(deployed.err()).contains("Plan:", "docs/sandbox.md", "Deployed. Next:");

    Runs.Ran outputs = runs.run("outputs", "lake", "--sandbox", "--format", "json");
    assertThat(outputs.out()).contains("acme-data-dev-landing");

    Runs.Ran again = runs.run("deploy", "--sandbox", "-q");
    assertThat(again.exit()).as(again.all()).isZero();

    Runs.Ran kept = runs.run("destroy", "--sandbox", "--yes");
    assertThat(kept.exit()).as(kept.all()).isEqualTo(4);
    assertThat(kept.err()).contains("google_storage_bucket.landing, if it is empty", "--confirm");

    Runs.Ran destroyed =
        runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev", "--delete-data");
    assertThat(destroyed.exit()).as(destroyed.all()).isZero();
    assertThat(destroyed.err()).contains("with all data in it");
    assertThat(runs.run("sandbox", "status").out()).contains("The sandbox is empty.");
  }

  @Test
  void aProtectedPlatformIsDestroyedOnlyWhenToldTo() {
    Runs runs =
        Runs.in(directory)
            .settings(
                Runs.LAKE
                    + """
                    protect: true
                    workstation: {machine: e2-standard-4, stop_at: "20:00", time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
                    orchestrator: {users: ["user:ada@acme.example"]}
                    """);
    Runs.Ran deployed = runs.run("deploy", "--sandbox", "--yes");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(runs.run("sandbox", "status").out())
        .contains("at least $203.87 a month, $203.87 with what is declared or assumed");

    Runs.Ran refused = runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev");
    assertThat(refused.exit()).as(refused.all()).isEqualTo(3);
    assertThat(refused.err())
        .contains("google_storage_bucket.landing", "google_compute_instance.workstation")
        .contains("google_sql_database_instance.mage", "--unprotect");

    Runs.Ran destroyed =
        runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev", "--unprotect");
    assertThat(destroyed.exit()).as(destroyed.all()).isZero();
    assertThat(runs.run("sandbox", "status").out()).contains("The sandbox is empty.");
  }

  @Test
  void savedPlansAreDeployedAndRefusedWhenTheSettingsChanged() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    assertThat(runs.run("plan", "--sandbox", "--out", "plans").exit()).isZero();

    runs.settings(Runs.LAKE.replace("30", "31"));
    Runs.Ran changed = runs.run("deploy", "--sandbox", "--yes", "--plan", "plans");
    assertThat(changed.exit()).as(changed.all()).isEqualTo(4);
    assertThat(changed.err()).contains("lake: the synthesized configuration changed");

    runs.settings(Runs.LAKE);
    Runs.Ran deployed = runs.run("deploy", "--sandbox", "--yes", "--plan", "plans");
    assertThat(deployed.exit()).as(deployed.all()).isZero();
    assertThat(runs.run("deploy", "lake", "--plan", "plans").exit()).isEqualTo(2);

    Runs.Ran stale = runs.run("deploy", "--sandbox", "--yes", "--plan", "plans");
    assertThat(stale.exit()).as(stale.all()).isEqualTo(4);
    assertThat(stale.err()).contains("Plan again.").doesNotContain("run the same command again");
  }

  @Test
  void savedPlansThatWereTouchedOrLostAreNotDeployed() throws IOException {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    assertThat(runs.run("plan", "--sandbox", "--out", "plans").exit()).isZero();
    Path plan = directory.resolve("plans/lake.tfplan");
    Files.write(plan, new byte[] {0}, java.nio.file.StandardOpenOption.APPEND);

    Runs.Ran touched = runs.run("deploy", "--sandbox", "--yes", "--plan", "plans");
    assertThat(touched.exit()).as(touched.all()).isEqualTo(4);
    assertThat(touched.err()).contains("lake: the saved plan changed");

    Files.delete(plan);
    Runs.Ran lost = runs.run("deploy", "--sandbox", "--yes", "--plan", "plans");
    assertThat(lost.exit()).as(lost.all()).isEqualTo(4);
    assertThat(lost.err()).contains("The saved plan of lake is no longer in");
    assertThat(runs.run("sandbox", "status").out()).contains("The sandbox is empty.");
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsASentence() throws IOException {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    Files.writeString(directory.resolve("cdktf.out"), "in the way");

    Runs.Ran plan = runs.run("plan", "--sandbox");

    assertThat(plan.exit()).as(plan.all()).isEqualTo(2);
    assertThat(plan.err()).startsWith("Cannot make the directory").hasLineCount(1);
  }

  @Test
  void whatStandsInOtherStacksCountsForTheBudgetToo() {
    Runs runs =
        Runs.in(directory)
            .settings(
                Runs.LAKE.replace("280", "170")
                    + """
                    workstation: {machine: e2-standard-4, stop_at: "20:00", time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
                    orchestrator: {users: ["user:ada@acme.example"]}
                    """);
    Runs.Ran alone = runs.run("plan", "orchestrator", "--sandbox");
    assertThat(alone.exit()).as(alone.all()).isZero();
    Runs.Ran deployed = runs.run("deploy", "workstation", "--sandbox", "--yes", "-q");
    assertThat(deployed.exit()).as(deployed.all()).isZero();

    Runs.Ran together = runs.run("plan", "orchestrator", "--sandbox");
    assertThat(together.exit()).as(together.all()).isEqualTo(3);
    assertThat(together.out()).contains("cost/over-budget");
  }

  @Test
  void aStackWhoseSectionWasTakenOutIsNamedWithItsPriceAndCanBeDestroyed() {
    Runs runs =
        Runs.in(directory)
            .settings(
                Runs.LAKE
                    + """
                    workstation: {machine: e2-standard-4, stop_at: "20:00", time_zone: Europe/Berlin, users: ["user:ada@acme.example"]}
                    """);
    Runs.Ran both = runs.run("deploy", "--sandbox", "--yes", "-q");
    assertThat(both.exit()).as(both.all()).isZero();
    runs.settings(Runs.LAKE);

    Runs.Ran plan = runs.run("plan", "--sandbox");
    assertThat(plan.exit()).as(plan.all()).isZero();
    assertThat(plan.out().replaceAll("\\s+", " "))
        .contains("no longer have it: workstation,")
        .contains("for $60.74 a month")
        .contains("tollgate destroy workstation --sandbox");
    Runs.Ran named = runs.run("plan", "workstation", "--sandbox");
    assertThat(named.exit()).as(named.all()).isEqualTo(2);
    assertThat(named.err()).contains("tollgate destroy workstation --sandbox");

    Runs.Ran destroyed =
        runs.run("destroy", "workstation", "--sandbox", "--yes", "--confirm", "acme-data-dev");
    assertThat(destroyed.exit()).as(destroyed.all()).isZero();
    assertThat(runs.run("sandbox", "status").out())
        .contains("google_storage_bucket")
        .doesNotContain("google_compute_instance");
    assertThat(runs.run("plan", "--sandbox").out()).doesNotContain("Still deployed");
  }

  @Test
  void aDestroyOfEverythingTakesStacksAlongWhoseSectionWasTakenOut() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    assertThat(runs.run("deploy", "--sandbox", "--yes", "-q").exit()).isZero();
    runs.settings(Runs.LAKE.substring(0, Runs.LAKE.indexOf("lake:")));

    Runs.Ran filled =
        runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev", "--delete-data");
    assertThat(filled.exit()).as(filled.all()).isEqualTo(3);
    assertThat(filled.err()).contains("google_storage_bucket.landing", "section back");

    Runs.Ran destroyed = runs.run("destroy", "--sandbox", "--yes", "--confirm", "acme-data-dev");
    assertThat(destroyed.exit()).as(destroyed.all()).isZero();
    assertThat(runs.run("sandbox", "status").out()).contains("The sandbox is empty.");
  }

  @Test
  void resetEmptiesTheSandbox() {
    Runs runs = Runs.in(directory).settings(Runs.LAKE);
    assertThat(runs.run("deploy", "--sandbox", "--yes", "-q").exit()).isZero();
    assertThat(runs.run("sandbox", "status", "--format", "json").out())
        .contains("google_storage_bucket");
    assertThat(runs.run("sandbox", "reset").err()).contains("The sandbox is empty.");
    assertThat(runs.run("sandbox", "status").out()).contains("empty");
    assertThat(directory.resolve(".tollgate/sandbox/default")).doesNotExist();
  }

  @Test
  void execPassesTheEnvironmentAndTheExitCodeOn() throws IOException {
    Path seen = directory.resolve("seen");
    Runs runs =
        Runs.in(directory).settings(Runs.LAKE).with("GOOGLE_APPLICATION_CREDENTIALS", "/key");
    Runs.Ran ran = runs.run("sandbox", "exec", "--", "sh", "-c", "env >'" + seen + "'; exit 42");
    assertThat(ran.exit()).as(ran.all()).isEqualTo(42);
    assertThat(Files.readString(seen))
        .contains("TF_REATTACH_PROVIDERS={", "TERRAFORM_BINARY_NAME=" + directory)
        .doesNotContain("GOOGLE_APPLICATION_CREDENTIALS");
    assertThat(runs.run("sandbox", "exec", "--", "no-such-command-here").exit()).isEqualTo(2);
  }
}
