package tollgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tollgate.config.read.Problem;
import tollgate.text.Characters;

/** Files that are no settings at all, or that mean harm. Each is refused soon, and in one piece. */
@Timeout(5)
class HostileSettingsTest {
  /** Generous, for what is meant is that nothing explodes. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private final Path directory;

  HostileSettingsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private String refusal(Path file) {
    try {
      SettingsLoader.load(file, Optional.empty());
      throw new AssertionError(file + " was accepted");
    } catch (SettingsException refused) {
      assertThat(refused.problems()).hasSize(1);
      return refused.problems().get(0).message();
    }
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(directory.resolve("tollgate.yaml"), content);
  }

  private static List<Problem> soon(String yaml) {
    long start = System.nanoTime();
    List<Problem> problems = Yaml.problems(yaml);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    return problems;
  }

  @Test
  void a_missing_file_says_how_to_name_another() {
    Path missing = directory.resolve("none.yaml");

    assertThatThrownBy(() -> SettingsLoader.load(missing, Optional.empty()))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            missing
                + ": there is no such file. Let tollgate init write a first one, or name another with --config.");
  }

  @Test
  void a_directory_is_no_file() {
    assertThat(refusal(directory)).startsWith("this is a directory.");
  }

  @Test
  void a_device_that_never_ends_is_not_read() {
    Path endless = Path.of("/dev/zero");
    assumeFalse(Files.notExists(endless), "this system has no /dev/zero");

    assertThat(refusal(endless)).startsWith("this is no regular file.");
  }

  @Test
  void an_unreadable_file_is_named() throws IOException {
    Path file = file(Yaml.SHORTEST.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeFalse(Files.isReadable(file), "this user reads every file");

    assertThat(refusal(file)).isEqualTo("the file cannot be read. Check that you may read it.");
  }

  @Test
  void text_in_another_encoding_is_refused() throws IOException {
    assertThat(refusal(file("owner: J\u00fcrgen".getBytes(StandardCharsets.ISO_8859_1))))
        .isEqualTo("the file is not UTF-8 text. Save it as UTF-8.");
    assertThat(refusal(file(Yaml.SHORTEST.getBytes(StandardCharsets.UTF_16LE))))
        .isEqualTo("the file is UTF-16 text. Save it as UTF-8.");
  }

  @Test
  void a_byte_order_mark_does_no_harm() throws Exception {
    Path file = file(("\uFEFF" + Yaml.SHORTEST).getBytes(StandardCharsets.UTF_8));

    assertThat(SettingsLoader.load(file, Optional.empty()).region()).hasToString("us-central1");
  }

  @Test
  void windows_line_ends_do_no_harm() throws Exception {
    assertThat(Yaml.settings(Yaml.SHORTEST.replace("\n", "\r\n")).region())
        .hasToString("us-central1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "null\n", "~"})
  void an_empty_file_is_called_empty(String yaml) {
    assertThat(Yaml.problems(yaml))
        .extracting(Problem::message)
        .containsExactly("the file is empty. Write at least project, region and owner.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"just words", "- a\n- b\n"})
  void a_file_without_keys_is_refused(String yaml) {
    assertThat(Yaml.problems(yaml))
        .extracting(Problem::message)
        .singleElement()
        .asString()
        .startsWith("expected a mapping of keys to values");
  }

  @Test
  void ten_megabytes_are_refused_before_they_are_parsed() throws IOException {
    Path file = file("a: [1, 2, 3]\n".repeat(800_000).getBytes(StandardCharsets.UTF_8));
    long start = System.nanoTime();

    assertThat(refusal(file)).startsWith("the file is larger than 1 MB.");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
  }

  @Test
  void aliases_that_would_explode_are_never_expanded() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String above = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, (above + ", ").repeat(9) + above));
    }

    assertThat(soon(bomb.toString()))
        .extracting(Problem::message)
        .containsExactly("anchors and aliases are not read here. Write the value out.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{a: ", "- ", "? "})
  void nesting_without_end_does_not_reach_the_end_of_the_stack(String opening) {
    assertThat(soon("a: " + opening.repeat(200_000))).isNotEmpty();
    assertThat(soon(opening.repeat(200_000))).isNotEmpty();
  }

  @Test
  void more_values_than_settings_can_have_are_not_parsed_to_the_end() {
    assertThat(soon(Yaml.SHORTEST + "a: [" + "1, ".repeat(300_000) + "1]"))
        .extracting(Problem::message)
        .containsExactly("the file holds more than 10000 values. Use several files.");
  }

  @Test
  void thousands_of_unknown_keys_bring_a_hundred_sentences() {
    StringBuilder yaml = new StringBuilder(Yaml.SHORTEST);
    for (int i = 0; i < 9_000; i++) {
      yaml.append("unknown").append(i).append(": 1\n");
    }

    assertThat(soon(yaml.toString()))
        .hasSize(101)
        .last()
        .extracting(Problem::message)
        .isEqualTo("more problems follow. Mend these first.");
  }

  @Test
  void a_long_value_is_shown_short() {
    assertThat(Yaml.problems(Yaml.with("owner: " + "x".repeat(900))))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .hasSizeLessThan(150)
        .contains("… (900 characters)");
    assertThat(Yaml.problems(Yaml.with("owner: " + "x".repeat(500_000))))
        .singleElement()
        .extracting(Problem::message)
        .asString()
        .endsWith("is too long. Use at most 1000 characters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u001b[2J", "\u0007", "\u009b31m", "\u202e", "\u2066", "\u200b", "\u007f"})
  void raw_controls_are_refused_with_their_line_and_never_repeated(String control) {
    assertThat(Yaml.problems(Yaml.with("labels: {team: \"a" + control + "b\"}")))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isEqualTo(6);
              assertThat(problem.toString()).doesNotContain(control).matches("\\P{Cntrl}*");
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "labels: {\"a\\e[2Jb\": c}",
        "\"re\\u202Egion\": us-east1",
        "labels: {a: \"\\x9b31m\"}",
        "a: &\u0431 1",
        "? |\n  a\n: b"
      })
  void escaped_controls_are_refused_and_shown_escaped(String change) {
    assertThat(Yaml.problems(Yaml.with(change)))
        .isNotEmpty()
        .allSatisfy(
            problem -> assertThat(problem.toString().codePoints()).allMatch(Characters::readable));
  }

  @Test
  void a_file_name_is_printed_without_its_controls() {
    assertThatThrownBy(
            () -> SettingsLoader.load(directory.resolve("a\u001b[2J.yaml"), Optional.empty()))
        .hasMessageContaining("a\\e[2J.yaml: there is no such file");
  }
}
