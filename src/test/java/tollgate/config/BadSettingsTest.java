package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tollgate.config.read.Problem;

/**
 * Every case of bad.txt: a change to the shortest settings, and after {@code =>} all the sentences
 * it must bring. With -Dsnapshots=update the sentences are rewritten, to be reviewed as a diff.
 */
class BadSettingsTest {
  private static final Path CASES = Path.of("src/test/resources/cases/settings/bad.txt");

  private record Case(String change, List<String> sentences) {
    static Case of(String block) {
      List<String> lines = block.lines().toList();
      return new Case(
          lines.stream().filter(line -> !line.startsWith("=> ")).collect(Collectors.joining("\n")),
          lines.stream()
              .filter(line -> line.startsWith("=> "))
              .map(line -> line.substring(3))
              .toList());
    }

    List<String> problems() {
      return Yaml.problems(Yaml.with(change)).stream().map(Problem::toString).toList();
    }

    String written() {
      return problems().stream()
          .map(each -> "=> " + each + "\n")
          .collect(Collectors.joining("", change + "\n", ""));
    }
  }

  private static List<Case> cases() throws IOException {
    List<Case> cases = new ArrayList<>();
    for (String block : Files.readString(CASES).strip().split("\n\n")) {
      cases.add(Case.of(block));
    }
    return cases;
  }

  @BeforeAll
  static void rewriteWhenAsked() throws IOException {
    if (Generated.UPDATE) {
      Generated.check(
          CASES,
          cases().stream().map(Case::written).collect(Collectors.joining("\n")),
          BadSettingsTest.class);
    }
  }

  @TestFactory
  Stream<DynamicTest> is_refused_with_these_sentences() throws IOException {
    return cases().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.change(),
                    () ->
                        assertThat(each.problems())
                            .isNotEmpty()
                            .containsExactlyElementsOf(each.sentences())));
  }

  @Test
  void the_shortest_settings_that_all_cases_change_are_good() {
    assertThat(Yaml.problems(Yaml.SHORTEST)).isEmpty();
  }
}
