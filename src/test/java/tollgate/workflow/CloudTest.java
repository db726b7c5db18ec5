package tollgate.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import stacks.StackInfo;
import tollgate.terraform.ChildEnvironment;
import tollgate.terraform.Children;
import tollgate.terraform.RunMode;
import tollgate.terraform.Terraform.PlanKind;
import tollgate.terraform.TerraformBinary;
import tollgate.terraform.TerraformVersion;

/** The real cloud's ground, with a script in terraform's place: it downloads nothing. */
class CloudTest {

  private static final String TERRAFORM =
      """
      #!/bin/sh
      case $1 in
        init)
          # Two at once would both see the mark of the other.
          mkdir ../busy || exit 9
          [ -f .terraform.lock.hcl ] || echo 'provider "x" {}' >.terraform.lock.hcl
          sleep 0.2
          rmdir ../busy ;;
        plan)
          for word in "$@"; do case $word in -out=*) echo planned >"${word#-out=}" ;; esac; done ;;
        apply) touch 'APPLIED' ;;
        show) echo '{"format_version": "1.2", "resource_changes": []}' ;;
      esac
      """;

  @Test
  void anotherProviderLockThanTheOneThatWasPlannedWithAppliesNothing(@TempDir Path directory)
      throws Exception {
    Project project = new Project(directory.resolve("tollgate.yaml"), Optional.empty());
    Ground ground = ground(directory, project);
    Planning planning =
        new Planning(project, ground, Progress.SILENT, new Timings(System::nanoTime));
    Deployment deployment =
        new Deployment(planning, Progress.SILENT, new Timings(System::nanoTime));
    List<StackInfo> stacks =
        List.of(
            Workbench.configured(
                directory,
                "a",
                "{\"terraform\": {\"backend\": {\"local\": {\"path\": \"../../../state/a\"}}}}"));
    Path saved = directory.resolve("plans");
    SavedPlans.write(saved, planning.plan(stacks, PlanKind.CHANGE), ground, project);

    Files.writeString(directory.resolve(".terraform.lock.hcl"), "provider \"y\" {}");

    assertThatThrownBy(
            () ->
                deployment.apply(
                    deployment.saved(SavedPlans.read(saved, ""), stacks, ground, project)))
        .isInstanceOfSatisfying(
            StopException.class,
            stop -> assertThat(stop.reason()).isEqualTo(StopException.Reason.APPROVAL))
        .hasMessageContaining("a: the provider lock file changed");
    assertThat(directory.resolve("applied")).doesNotExist();
  }

  @Test
  void withoutACredentialDriftAndUnlockSayWhatToDo(@TempDir Path directory) throws Exception {
    Project project = new Project(directory.resolve("tollgate.yaml"), Optional.empty());
    Ground ground = ground(directory, project);
    Files.writeString(
        ground.binary().path(),
        """
        #!/bin/sh
        echo '{"@level":"error","type":"diagnostic","diagnostic":{"severity":"error","summary":"storage.NewClient() failed: dialing: google: could not find default credentials."}}'
        exit 1
        """);
    Planning planning =
        new Planning(project, ground, Progress.SILENT, new Timings(System::nanoTime));
    StackInfo stack = Workbench.configured(directory, "a", "{\"terraform\": {}}");

    for (ThrowingCallable command :
        List.<ThrowingCallable>of(
            () -> planning.drift(List.of(stack)), () -> planning.lock(stack))) {
      assertThatThrownBy(command)
          .isInstanceOfSatisfying(
              StopException.class,
              stop -> {
                assertThat(stop.reason()).isEqualTo(StopException.Reason.TERRAFORM);
                assertThat(stop.details())
                    .anySatisfy(line -> assertThat(line).contains("default credentials"))
                    .anySatisfy(
                        line ->
                            assertThat(line)
                                .contains("gcloud auth application-default login", "--sandbox"));
              });
    }
  }

  private static Ground ground(Path directory, Project project) throws Exception {
    Path script = directory.resolve("terraform");
    Files.writeString(
        script, TERRAFORM.replace("APPLIED", directory.resolve("applied").toString()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Ground(
        new RunMode.Cloud(),
        new TerraformBinary(script, TerraformVersion.MINIMUM),
        new ChildEnvironment(System.getenv(), project.tollgate(), false),
        new Children(),
        project.workplace("cloud"));
  }

  @Test
  void providersAreFetchedByOneStackAtATimeAndTheirLockIsKeptForAll(@TempDir Path directory)
      throws Exception {
    Project project = new Project(directory.resolve("tollgate.yaml"), Optional.empty());
    Ground ground = ground(directory, project);
    Planning planning =
        new Planning(project, ground, Progress.SILENT, new Timings(System::nanoTime));
    String local = "{\"terraform\": {\"backend\": {\"local\": {\"path\": \"../../../state/%s\"}}}}";
    List<StackInfo> stacks =
        List.of(
            Workbench.configured(directory, "a", local.formatted("a")),
            Workbench.configured(directory, "b", local.formatted("b")),
            Workbench.configured(directory, "c", local.formatted("c")));

    PlanSet plans = planning.plan(stacks, PlanKind.CHANGE);

    assertThat(plans.stacks()).hasSize(3);
    assertThat(directory.resolve(".terraform.lock.hcl")).hasContent("provider \"x\" {}");
    // Relative to the synthesized stack, where cdktf would run terraform: one state for both.
    assertThat(directory.resolve(".tollgate/cloud/default/work/a/backend_override.tf.json"))
        .content()
        .contains("\"../../../../../state/a\"");
  }

  @Test
  void aDeletedProviderLockIsChosenAnewAndNotBroughtBackFromTheWorkingCopy(@TempDir Path directory)
      throws Exception {
    Project project = new Project(directory.resolve("tollgate.yaml"), Optional.empty());
    Ground ground = ground(directory, project);
    List<StackInfo> stacks = List.of(Workbench.configured(directory, "a", "{\"terraform\": {}}"));
    Path lock = directory.resolve(".terraform.lock.hcl");
    Files.writeString(lock, "provider \"older\" {}");
    new Planning(project, ground, Progress.SILENT, new Timings(System::nanoTime))
        .plan(stacks, PlanKind.CHANGE);

    Files.delete(lock);
    new Planning(project, ground, Progress.SILENT, new Timings(System::nanoTime))
        .plan(stacks, PlanKind.CHANGE);

    assertThat(lock).hasContent("provider \"x\" {}");
  }
}
