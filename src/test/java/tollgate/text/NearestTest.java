package tollgate.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NearestTest {
  private static final List<String> KEYS = List.of("project", "region", "owner", "protect");

  @Test
  void a_slip_finds_the_word_that_was_meant() {
    assertThat(Nearest.to("regoin", KEYS)).contains("region");
    assertThat(Nearest.to("Region", KEYS)).contains("region");
    assertThat(Nearest.to("protekt", KEYS)).contains("protect");
  }

  @Test
  void something_else_finds_nothing_and_gets_all_that_is_possible() {
    assertThat(Nearest.to("banana", KEYS)).isEmpty();
    assertThat(Nearest.to("", KEYS)).isEmpty();
    assertThat(Nearest.hint("banana", KEYS))
        .isEqualTo("Use one of: project, region, owner, protect.");
  }

  @Test
  void what_is_too_long_for_a_sentence_is_said_to_stand_where_it_does() {
    List<String> many = IntStream.range(0, 25).mapToObj(n -> "rule-" + n).toList();
    assertThat(Nearest.hint("banana", many)).endsWith(" and 5 more, which docs/settings.md lists.");
    assertThat(Nearest.hint("banana", many, "`tollgate rules`"))
        .endsWith(" and 5 more, which `tollgate rules` lists.");
  }

  @Test
  void a_swap_of_neighbours_is_one_slip() {
    assertThat(Nearest.distance("regoin", "region")).isEqualTo(1);
    assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    assertThat(Nearest.distance("same", "same")).isZero();
  }

  @Property(tries = 300)
  void the_distance_is_the_same_both_ways(
      @ForAll @AlphaChars @StringLength(max = 8) String one,
      @ForAll @AlphaChars @StringLength(max = 8) String other) {
    assertThat(Nearest.distance(one, other)).isEqualTo(Nearest.distance(other, one));
    assertThat(Nearest.distance(one, one)).isZero();
  }
}
