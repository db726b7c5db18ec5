package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TerraformArgumentsTest {

  @Test
  void anApplyWithoutAPlanBecomesAPlanAndAnApplyOfThatPlan() {
    TerraformArguments arguments =
        TerraformArguments.of(
            List.of(
                "-chdir=stacks/lake",
                "apply",
                "-auto-approve",
                "--var",
                "a=b",
                "-target=x.y",
                "-backup",
                "-",
                "-input=false",
                "-refresh=false"));

    assertThat(arguments.planFile()).isEmpty();
    assertThat(arguments.directory()).contains("stacks/lake");
    assertThat(arguments.has("auto-approve")).isTrue();
    assertThat(arguments.planning("/tmp/p"))
        .containsExactly(
            "-chdir=stacks/lake",
            "plan",
            "-var=a=b",
            "-target=x.y",
            "-input=false",
            "-refresh=false",
            "-out=/tmp/p");
    assertThat(arguments.applying("/tmp/p"))
        .containsExactly(
            "-chdir=stacks/lake", "apply", "-var=a=b", "-backup=-", "-input=false", "/tmp/p");
  }

  @Test
  void aDestroyIsPlannedAsOne() {
    assertThat(TerraformArguments.of(List.of("destroy", "-auto-approve")).planning("/tmp/p"))
        .containsExactly("plan", "-destroy", "-out=/tmp/p");
  }

  @Test
  void aPlanFileIsFoundAmongTheOptions() {
    TerraformArguments arguments =
        TerraformArguments.of(List.of("apply", "-parallelism", "4", "my.plan", "-no-color"));

    assertThat(arguments.planFile()).contains("my.plan");
    assertThat(arguments.applying("/copy"))
        .containsExactly("apply", "-parallelism=4", "-no-color", "/copy");
  }

  @Test
  void truthValuesMayBeWrittenOut() {
    TerraformArguments arguments =
        TerraformArguments.of(List.of("plan", "-json=false", "-out", "a", "-out=b", "-help"));

    assertThat(arguments.has("json")).isFalse();
    for (String no : List.of("0", "f", "F", "FALSE", "False", "false")) {
      assertThat(TerraformArguments.of(List.of("apply", "-auto-approve=" + no)).has("auto-approve"))
          .as(no)
          .isFalse();
    }
    assertThat(
            TerraformArguments.of(List.of("apply", "-auto-approve", "-auto-approve=false"))
                .has("auto-approve"))
        .as("the last one counts")
        .isFalse();
    assertThat(arguments.value("out")).contains("b");
    assertThat(arguments.asksForHelp()).isTrue();
    assertThat(TerraformArguments.of(List.of()).command()).isEmpty();
  }
}
