package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tollgate.terraform.TerraformException;
import tollgate.workflow.StopException;

class DiskTroubleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Error: ENOSPC: no space left on device, write | FULL",
        "write /x/terraform.tfstate: no space left on device | FULL",
        "/x: Disk quota exceeded | FULL",
        "Error: EROFS: read-only file system, open '/x/y' | READ_ONLY",
        "/x/y: Read-only file system | READ_ONLY",
        "ENOENT: no such file or directory, mkdtemp '/x/jsii-kernel-XXXXXX' | NO_PLACE",
        "Error: EACCES: permission denied, mkdir '/x' | DENIED",
      })
  void itIsKnownByTheWordsOfWhoeverWrote(String words, DiskTrouble trouble) {
    assertThat(DiskTrouble.behind(new IllegalStateException(words))).contains(trouble);
    assertThat(DiskTrouble.behind(new UncheckedIOException(new IOException(words))))
        .contains(trouble);
  }

  @Test
  void whatTerraformOrACloudDeniesIsSomethingElse() {
    assertThat(
            DiskTrouble.behind(
                new StopException(
                    StopException.Reason.TERRAFORM,
                    "lake: terraform apply failed (exit 1).",
                    List.of("Error 403: EACCES Permission denied on bucket x. Quota exceeded."))))
        .isEqualTo(Optional.empty());
  }

  @Test
  void theCauseComesFirstAndTerraformsWordsStay() {
    StopException failure =
        new StopException(
            StopException.Reason.TERRAFORM,
            "lake: terraform plan failed (exit 1).",
            List.of("open plan: no space left on device"));

    Ending ending = DiskTrouble.behind(failure).orElseThrow().ending(failure, List.of());

    assertThat(ending.code()).isEqualTo(ExitCode.PREREQUISITE);
    assertThat(ending.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("A disk is full. Make room"),
            line -> assertThat(line).isEqualTo("lake: terraform plan failed (exit 1)."),
            line -> assertThat(line).contains("no space left on device"));
    assertThat(DiskTrouble.behind(new TerraformException("read-only file system")))
        .contains(DiskTrouble.READ_ONLY);
  }

  @Test
  void whatRefusesIsNamedAndTheStackOfNodeIsNot() {
    IllegalStateException node =
        new IllegalStateException(
            "Error: EROFS: read-only file system, open '/x/\u001b[2J'\n  at y");
    assertThat(DiskTrouble.READ_ONLY.ending(node, List.of()).lines())
        .containsExactly(
            "A disk can only be read: /x/\\u001b[2J. Work in a directory that can be written.");
    UncheckedIOException java =
        new UncheckedIOException("no", new AccessDeniedException("/home/ada/.tollgate"));
    assertThat(DiskTrouble.DENIED.ending(java, List.of()).lines())
        .containsExactly(
            "A file or directory cannot be written: /home/ada/.tollgate. Give yourself the right to.");
  }
}
