package tollgate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What can be told of docs/new-stack.md in no time; {@link NewStackGuideIT} follows it. */
class NewStackPageTest {
  @Test
  void whatThePageAddsToIsThereOnce() throws IOException {
    List<GuidePage.Step> steps = GuidePage.steps(Path.of("docs/new-stack.md"));
    for (GuidePage.Step step : steps) {
      if (step instanceof GuidePage.Create create) {
        assertThat(Path.of(create.path()).toAbsolutePath().getParent()).isDirectory();
      } else if (step instanceof GuidePage.Append append) {
        assertThat(Files.readString(Path.of(append.path()))).endsWith("\n");
      } else if (step instanceof GuidePage.Edit edit) {
        assertThat(Files.readString(Path.of(edit.path())).split(Pattern.quote(edit.before()), -1))
            .as("%s holds this once:%n%s", edit.path(), edit.before())
            .hasSize(2);
      }
    }
    assertThat(steps).filteredOn(GuidePage.Create.class::isInstance).hasSize(5);
    assertThat(steps).filteredOn(GuidePage.Edit.class::isInstance).hasSize(8);
    assertThat(steps).filteredOn(GuidePage.Run.class::isInstance).hasSize(3);
    assertThat(steps).filteredOn(GuidePage.Shown.class::isInstance).hasSize(1);
  }
}
