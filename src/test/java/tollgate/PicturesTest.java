package tollgate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the README; src/test/scripts/pictures makes them and tells whether they are
 * fresh.
 */
class PicturesTest {
  private static final int MOST_BYTES = 150_000;

  @Test
  void everyPictureOfTheReadmeIsThereAndSmall() throws IOException {
    List<Path> named =
        Pattern.compile("docs/images/[\\w.-]+")
            .matcher(Files.readString(Path.of("README.md")))
            .results()
            .map(found -> Path.of(found.group()))
            .distinct()
            .toList();

    assertThat(named).hasSize(3);
    for (Path picture : named) {
      assertThat(picture).isNotEmptyFile();
      assertThat(Files.size(picture)).as(picture.toString()).isLessThan(MOST_BYTES);
    }
    try (var files = Files.list(Path.of("docs/images"))) {
      assertThat(files).containsExactlyInAnyOrderElementsOf(named);
    }
  }

  @Test
  void theTerminalsPictureShowsADenialAndNothingThatRuns() throws IOException {
    assertThat(Files.readString(Path.of("docs/images/plan.svg")))
        .contains("DENIED", "cost/filestore", "$163.84")
        .doesNotContain("<script", "href", "\u001b");
  }
}
