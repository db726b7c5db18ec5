package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import tollgate.terraform.Terraform.PlanKind;

class DeploymentTest {

  private final Path directory;

  private final Workbench bench;

  DeploymentTest(@TempDir Path directory) {
    this.directory = directory;
    this.bench = new Workbench(directory);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private PlanSet planned(StackInfo... stacks) {
    return bench.planning.plan(Selection.of(List.of(stacks), List.of()), PlanKind.CHANGE);
  }

  @Test
  void whatWasPlannedIsAppliedInTheOrderOfTheDependencies() {
    StackInfo upper = bench.stack("upper", "\"u\": {\"input\": 1}", "lower");
    StackInfo lower = bench.stack("lower", "\"l\": {\"input\": 1}");

    bench.deployment.apply(planned(upper, lower));

    assertThat(bench.heard)
        .filteredOn(line -> !line.endsWith("planned"))
        .containsExactly(
            "create terraform_data.l", "lower done", "create terraform_data.u", "upper done");
    assertThat(planned(upper, lower).changesSomething()).isFalse();
  }

  @Test
  void aMoveAloneIsAppliedOrTheNextPlanWouldMakeTheObjectAnew() {
    bench.deployment.apply(planned(bench.stack("one", "\"a\": {}")));
    PlanSet move =
        planned(
            bench.configured(
                "one",
                """
                {"moved": [{"from": "terraform_data.a", "to": "terraform_data.b"}],
                 "resource": {"terraform_data": {"b": {}}}}"""));
    assertThat(move.changesSomething()).isTrue();
    assertThat(move.changes()).isEqualTo(1);

    bench.deployment.apply(move);

    assertThat(planned(bench.stack("one", "\"b\": {}")).changesSomething()).isFalse();
  }

  @Test
  void anImportAloneIsApplied() {
    PlanSet taken =
        planned(
            bench.configured(
                "one",
                """
                {"import": [{"to": "terraform_data.a", "id": "0000-1111"}],
                 "resource": {"terraform_data": {"a": {}}}}"""));
    assertThat(taken.changesSomething()).isTrue();

    bench.deployment.apply(taken);

    assertThat(planned(bench.stack("one", "\"a\": {}")).changesSomething()).isFalse();
  }

  @Test
  void theSynthesizedFilesStayAsTheyAre() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    bench.deployment.apply(planned(stack));
    try (var files = Files.list(stack.directory())) {
      assertThat(files).containsExactly(stack.directory().resolve("cdk.tf.json"));
    }
  }

  @Test
  void theStateIsTheSandboxsWhateverTheBackend() {
    StackInfo stack =
        bench.configured(
            "one",
            """
            {"terraform": {"backend": {"gcs": {"bucket": "real"}}},
             "resource": {"terraform_data": {"a": {}}}}
            """);
    bench.deployment.apply(planned(stack));
    assertThat(directory.resolve(".tollgate/sandbox/default/one/terraform.tfstate")).exists();
  }

  @Test
  void aFailureTellsWhatStandsAndWhatDoesNot() {
    StackInfo first = bench.stack("a", "\"x\": {}");
    StackInfo second =
        bench.stack(
            "b", "\"x\": {\"provisioner\": [{\"local-exec\": {\"command\": \"exit 3\"}}]}", "a");
    StackInfo third = bench.stack("c", "\"x\": {}", "b");
    PlanSet plans = planned(first, second, third);

    StopException stop =
        catchThrowableOfType(StopException.class, () -> bench.deployment.apply(plans));

    assertThat(stop.reason()).isEqualTo(StopException.Reason.TERRAFORM);
    assertThat(stop)
        .hasMessage(
            "b: terraform apply failed (exit 1). Done before it: a. Not begun: c. What was done is"
                + " in the state; run the same command again to go on.");
    assertThat(stop.details()).anyMatch(line -> line.contains("exit status 3"));
  }

  @Test
  void aConfigurationThatChangedAfterTheApprovalIsRefused() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {\"input\": 1}");
    PlanSet plans = planned(stack);
    bench.stack("one", "\"a\": {\"input\": 2}");

    assertThatThrownBy(() -> bench.deployment.apply(plans))
        .isInstanceOfSatisfying(
            StopException.class,
            stop -> assertThat(stop.reason()).isEqualTo(StopException.Reason.APPROVAL))
        .hasMessageContaining("one: the synthesized configuration changed");
    assertThat(bench.heard).doesNotContain("one done");
  }

  @Test
  void aPlanFileThatChangedAfterTheApprovalIsRefused() throws Exception {
    PlanSet plans = planned(bench.stack("one", "\"a\": {}"));
    Files.writeString(plans.stacks().get(0).planFile(), "x", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> bench.deployment.apply(plans))
        .hasMessageContaining("one: the saved plan changed");
  }

  @Test
  void savedPlansAreDeployedLater() {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    Path saved = directory.resolve("plans");
    SavedPlans.write(saved, planned(stack), bench.ground, bench.project);

    PlanSet plans = saved(saved, stack);
    bench.deployment.apply(plans);

    assertThat(bench.heard).contains("create terraform_data.a");
  }

  private PlanSet saved(Path directory, StackInfo... all) {
    return bench.deployment.saved(
        SavedPlans.read(directory, " --env prod"), List.of(all), bench.ground, bench.project);
  }

  @Test
  void savedPlansOfAnotherConfigurationAreRefused() {
    Path saved = directory.resolve("plans");
    SavedPlans.write(
        saved, planned(bench.stack("one", "\"a\": {\"input\": 1}")), bench.ground, bench.project);
    StackInfo changed = bench.stack("one", "\"a\": {\"input\": 2}");
    assertThatThrownBy(() -> saved(saved, changed))
        .hasMessageContaining("the synthesized configuration changed after the plan was made");
  }

  @Test
  void savedPlansThatTheStateHasOutrunAreRefused() {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    Path saved = directory.resolve("plans");
    SavedPlans.write(saved, planned(stack), bench.ground, bench.project);
    bench.deployment.apply(planned(stack));

    PlanSet plans = saved(saved, stack);
    assertThatThrownBy(() -> bench.deployment.apply(plans))
        .isInstanceOfSatisfying(
            StopException.class,
            stop -> assertThat(stop.reason()).isEqualTo(StopException.Reason.APPROVAL))
        .hasMessageContaining("has changed since the plan was made");
  }

  @Test
  void savedPlansForTheCloudDoNotGoToTheSandbox() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    Path saved = directory.resolve("plans");
    SavedPlans.write(saved, planned(stack), bench.ground, bench.project);
    Path manifest = saved.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"sandbox\"", "\"cloud\""));
    assertThatThrownBy(() -> saved(saved, stack))
        .hasMessageContaining("The saved plans are for cloud");
  }

  @Test
  void savedPlansOfStacksThatAreNotThereAreRefusedAndNoPatternNamesThem() throws Exception {
    StackInfo stack = bench.stack("one", "\"a\": {}");
    Path saved = directory.resolve("plans");
    SavedPlans.write(saved, planned(stack), bench.ground, bench.project);
    Path manifest = saved.resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"one\",", "\"*\","));
    assertThatThrownBy(() -> saved(saved, stack))
        .hasMessageContaining("are for other stacks than there are now");
  }

  @Test
  void aDirectoryWithoutPlansIsAUsageError() {
    assertThatThrownBy(() -> SavedPlans.read(directory, " --env prod"))
        .isInstanceOfSatisfying(
            StopException.class,
            stop -> assertThat(stop.reason()).isEqualTo(StopException.Reason.USAGE))
        .hasMessageContaining("holds no saved plans");
  }

  @Test
  void plansOfAllStacksFailTogetherWithEveryReason() {
    StackInfo bad =
        bench.configured("bad", "{\"resource\": {\"terraform_data\": {\"a\": {\"z\": 1}}}}");
    StackInfo worse = bench.configured("worse", "{\"reosurce\": {}}");
    StopException stop = catchThrowableOfType(StopException.class, () -> planned(bad, worse));
    assertThat(stop.reason()).isEqualTo(StopException.Reason.TERRAFORM);
    assertThat(stop.getMessage() + stop.details()).contains("bad:", "worse:", "cdk.tf.json:1");
  }

  @Test
  void outputsAreReadWithTheirSensitivity() {
    StackInfo stack =
        bench.configured(
            "one",
            """
            {"output": {"said": {"value": "hello"}, "kept": {"value": "x", "sensitive": true}}}
            """);
    bench.deployment.apply(planned(stack));
    assertThat(bench.planning.outputs(stack))
        .hasEntrySatisfying(
            "said", output -> assertThat(output.value().asText()).isEqualTo("hello"))
        .hasEntrySatisfying("kept", output -> assertThat(output.sensitive()).isTrue());
  }
}
