package tollgate.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MeaningTest {
  @Test
  void comments_blanks_quotes_and_the_order_of_keys_mean_nothing() {
    assertThat(
            List.of(
                "a: x\nb: [1, true]\n",
                "# a remark\nb:\n  - 1\n  - true # another\na: \"x\"\n",
                "{b: [1,    true], 'a': 'x'}"))
        .extracting(MeaningTest::meaning)
        .containsOnly("{\"a\":\"x\",\"b\":[1,true]}");
  }

  @Test
  void what_is_read_in_another_way_means_something_else() {
    List<String> documents =
        List.of(
            "a: 5",
            "a: \"5\"",
            "a: true",
            "a: \"true\"",
            "a: null",
            "a: \"null\"",
            "a:",
            "a: \"\"",
            "a: []",
            "a: [null]",
            "a: [1, 2]",
            "a: [2, 1]",
            "a: {}",
            "a: \"x\\\",\\\"b\\\":\\\"y\"",
            "{a: x, b: y}",
            "a: {b: y}",
            "b: {a: y}");

    assertThat(documents.stream().map(MeaningTest::meaning).collect(Collectors.toSet()))
        .hasSameSizeAs(documents);
  }

  private static String meaning(String text) {
    return Meaning.of(TreeParser.parse(text, new Problems("it")).orElseThrow());
  }
}
