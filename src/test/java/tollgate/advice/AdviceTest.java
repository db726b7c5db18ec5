package tollgate.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdviceTest {

  static Stream<String> texts() throws IOException {
    return Files.readAllLines(Path.of("src/test/resources/advice/texts.tsv")).stream()
        .filter(line -> !line.startsWith("#"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void eachErrorThatUsersMetHasItsAdvice(String line) {
    String[] cells = line.split("\t", 2);
    assertThat(Advice.about(cells[1]).map(Advice::id)).hasValue(cells[0]);
    assertThat(
            Advice.about("Error: x\n\n  with google_x.y,\n" + cells[1].replace(" ", "\n  "))
                .map(Advice::id))
        .as("broken into lines")
        .hasValue(cells[0]);
  }

  @Test
  void thereAreAtLeastFortyEachWithASourceAndOneLine() throws IOException {
    List<Advice> all = Advice.all();
    assertThat(all.stream().map(Advice::id).distinct().count()).isGreaterThanOrEqualTo(40);
    assertThat(texts().map(line -> line.substring(0, line.indexOf('\t'))).toList())
        .containsAll(all.stream().map(Advice::id).toList());
    assertThat(all)
        .allSatisfy(
            advice -> {
              assertThat(advice.sentence()).endsWith(".").doesNotContain("\n").hasSizeLessThan(160);
              assertThat(advice.source()).isNotBlank();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Error: Cycle: google_service_account.second, google_service_account.first",
        "expected ingress to be one of [\"A\" \"B\"], got C"
      })
  void whereNothingIsKnownNothingIsSaid(String text) {
    assertThat(Advice.about(text)).isEmpty();
  }

  @Test
  void aTextThatIsMadeToBeSlowIsNot() {
    Assertions.assertTimeout(
        Duration.ofSeconds(5),
        () ->
            Advice.about(
                "Image '"
                    + "service account ".repeat(100_000)
                    + "\nQuota '"
                    + "A_".repeat(50_000)));
  }
}
