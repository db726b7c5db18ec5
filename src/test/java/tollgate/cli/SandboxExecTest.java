package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SandboxExecTest {

  @Test
  void anotherShellCanReadTheEnvironmentWhateverNamesThereAre() throws Exception {
    String script =
        SandboxExec.script(
            Map.of("TF_A", "1", "TF_VAR_a-b", "2", "GOOGLE_X;echo gone", "3", "SAME", "4"),
            Map.of("SAME", "4", "TF_VAR_c-d", "5", "NEW", "it's\nhere"));

    assertThat(script).isEqualTo("unset TF_A\nexport NEW='it'\\''s\nhere'\n");
    Process shell =
        new ProcessBuilder("sh", "-c", script + "printf %s \"$NEW\"")
            .redirectErrorStream(true)
            .start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("it's\nhere");
  }
}
