package tollgate.sandbox.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SandboxPageTest {

  @Test
  void thePageHasEveryRuleWithItsSourceAndEveryKindOfFailure() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Rule rule : Rules.all()) {
      lines.add("| `%s` | %s | %s |".formatted(rule.name(), rule.says(), rule.source()));
    }
    for (BreakKind kind : BreakKind.values()) {
      lines.add("| `%s` | %s |".formatted(kind.word(), kind.says()));
    }
    assertThat(Files.readString(Path.of("docs/sandbox.md")).lines().toList()).containsAll(lines);
  }
}
