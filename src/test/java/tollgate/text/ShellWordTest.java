package tollgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

  @Test
  void whatNeedsNoQuotesGetsNone() {
    assertThat(ShellWord.of("lake")).isEqualTo("lake");
    assertThat(ShellWord.of("../a/tollgate.yaml")).isEqualTo("../a/tollgate.yaml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a b", "w*", "it's", "$(id)", "`id`", "a\nb", "~", "#x", "-x", "{a,b}", "a;b"})
  void aShellReadsBackWhatWasMeant(String word) throws Exception {
    Process shell =
        new ProcessBuilder(List.of("sh", "-c", "printf '%s|' " + ShellWord.of(word))).start();
    assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo(word + "|");
    assertThat(ShellWord.of(word)).startsWith("'");
  }
}
