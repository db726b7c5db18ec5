package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BadInputIT {

  @Test
  void all_mistakes_of_a_settings_file_are_told_at_once_and_nothing_is_written(
      @TempDir Path directory) throws Exception {
    Launcher tollgate = Launcher.withSampleSettings(directory);
    tollgate.edit("region: us-central1", "region: us-central9");
    tollgate.edit("purpose: landing", "purposse: landing");
    tollgate.edit("owner: ", "owner: \"${file(\\\"/etc/passwd\\\")}\" #");

    Launcher.Result plan = tollgate.run("plan", "--sandbox");

    assertThat(plan.exit()).as(plan.all()).isEqualTo(2);
    assertThat(plan.out()).isEmpty();
    assertThat(plan.err())
        .contains("us-central9")
        .contains("purposse")
        .contains("purpose")
        .contains("owner");
    assertThat(plan.err().lines().filter(line -> line.matches(".*tollgate\\.yaml:\\d+.*")).count())
        .isGreaterThanOrEqualTo(3);
    assertThat(plan.err()).doesNotContain("\tat ").doesNotContain("Exception");
    assertThat(directory.resolve("cdktf.out")).doesNotExist();
    assertThat(directory.resolve(".tollgate")).doesNotExist();
  }

  @Test
  void somebody_below_their_project_is_told_where_its_settings_are(@TempDir Path directory)
      throws Exception {
    Files.writeString(directory.resolve("tollgate.yaml"), "project: acme-data-dev\n");
    Path below = Files.createDirectories(directory.resolve("a/b"));
    Launcher.Result result = new Launcher(below, java.util.Map.of()).run("plan");

    assertThat(result.exit()).as(result.all()).isEqualTo(2);
    assertThat(result.err())
        .contains("tollgate.yaml: there is no such file here, but there is ../../tollgate.yaml.");
  }

  @Test
  void a_missing_settings_file_is_a_sentence_with_the_way_out(@TempDir Path directory)
      throws Exception {
    Launcher.Result plan = new Launcher(directory, java.util.Map.of()).run("plan", "--sandbox");

    assertThat(plan.exit()).as(plan.all()).isEqualTo(2);
    assertThat(plan.err()).contains("tollgate.yaml");
  }

  @Test
  void an_unknown_command_and_an_unknown_stack_are_usage_errors_with_a_suggestion(
      @TempDir Path directory) throws Exception {
    Launcher tollgate = Launcher.withSampleSettings(directory);

    Launcher.Result command = tollgate.run("depoy");
    assertThat(command.exit()).as(command.all()).isEqualTo(2);
    assertThat(command.err()).contains("deploy");
    Launcher.Result stack = tollgate.run("plan", "--sandbox", "lakee");
    assertThat(stack.exit()).as(stack.all()).isEqualTo(2);
    assertThat(stack.err()).contains("lake");
  }

  @Test
  void a_missing_terraform_is_a_missing_prerequisite(@TempDir Path directory) throws Exception {
    String path =
        Arrays.stream(System.getenv("PATH").split(":", -1))
            .filter(dir -> !Files.isExecutable(Path.of(dir, "terraform")))
            .collect(Collectors.joining(":"));
    Launcher tollgate = Launcher.withSampleSettings(directory).with("PATH", path);

    Launcher.Result plan = tollgate.run("plan", "--sandbox");

    assertThat(plan.exit()).as(plan.all()).isEqualTo(7);
    assertThat(plan.err()).contains("terraform").contains("1.11");
  }

  @Test
  void a_terraform_that_is_too_old_is_named_with_the_version_that_is_needed(@TempDir Path directory)
      throws Exception {
    Path bin = Files.createDirectory(directory.resolve("bin"));
    Path old = bin.resolve("terraform");
    Files.writeString(
        old,
        """
        #!/bin/sh
        case "$*" in
        *-json*) echo '{"terraform_version":"1.5.7","platform":"linux_amd64"}' ;;
        *) echo 'Terraform v1.5.7' ;;
        esac
        """);
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rwxr-xr-x"));
    Launcher tollgate =
        Launcher.withSampleSettings(directory).with("PATH", bin + ":" + System.getenv("PATH"));

    Launcher.Result plan = tollgate.run("plan", "--sandbox");

    assertThat(plan.exit()).as(plan.all()).isEqualTo(7);
    assertThat(plan.err()).contains("1.5.7").contains("1.11");
  }
}
