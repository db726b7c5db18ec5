package tollgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CliPageTest {

  @Test
  void thePageNamesEveryCommandAndEveryGlobalOption() {
    Rim rim =
        new Rim(
            System.in,
            System.out,
            System.err,
            Map.of(),
            Path.of(""),
            Terminal.NONE,
            Clock.systemUTC(),
            new LastWords());
    CommandLine root = Commands.of(rim, new GlobalOptions());
    assertThat(Path.of("docs/cli.md"))
        .content()
        .contains(root.getSubcommands().keySet().stream().map(name -> "`" + name).toList())
        .contains("--config", "--env", "--sandbox", "--color", "`-q`", "`-v`");
  }
}
