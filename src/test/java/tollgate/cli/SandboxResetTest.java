package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxResetTest {
  @TempDir Path directory = Path.of("");

  @ParameterizedTest
  @ValueSource(strings = {"..", "../..", "../../..", "prod/../..", "a\\b", "Prod"})
  void anEnvironmentIsNoPath(String name) throws Exception {
    Path project = Files.createDirectories(directory.resolve("all/project"));
    Files.createDirectories(project.resolve(".tollgate/sandbox/default/objects"));
    Path mine = Files.writeString(project.resolve("mine.txt"), "mine");

    Runs.Ran ran = Runs.in(project).run("sandbox", "reset", "--env", name);

    assertThat(ran.exit()).as(ran.all()).isEqualTo(2);
    assertThat(ran.err()).contains("is no name for an environment");
    assertThat(mine).exists();
    assertThat(project.resolve(".tollgate/sandbox/default/objects")).exists();
  }

  @Test
  void onlyTheSandboxOfTheEnvironmentIsEmptied() throws Exception {
    Files.createDirectories(directory.resolve(".tollgate/sandbox/default/lake"));
    Files.createDirectories(directory.resolve(".tollgate/sandbox/prod/lake"));

    Runs.Ran ran = Runs.in(directory).run("sandbox", "reset", "--env", "prod");

    assertThat(ran.exit()).as(ran.all()).isZero();
    assertThat(directory.resolve(".tollgate/sandbox/prod")).doesNotExist();
    assertThat(directory.resolve(".tollgate/sandbox/default/lake")).exists();
  }
}
