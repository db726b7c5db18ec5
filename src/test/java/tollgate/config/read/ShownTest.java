package tollgate.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import tollgate.text.Characters;

class ShownTest {

  @Test
  void controls_are_spelled_out() {
    assertThat(Shown.quoted("a\u001b[2J\n\t\r\u202e")).isEqualTo("\"a\\e[2J\\n\\t\\r\\u{202e}\"");
  }

  @Test
  void long_text_is_cut_and_says_how_long_it_was() {
    assertThat(Shown.bare("x".repeat(61))).isEqualTo("x".repeat(60) + "… (61 characters)");
    assertThat(Shown.bare("x".repeat(60))).isEqualTo("x".repeat(60));
    assertThat(Shown.whole("x".repeat(61))).hasSize(61);
  }

  @Property(tries = 500)
  void whatever_is_shown_is_printable(@ForAll String text) {
    assertThat(Shown.quoted(text).codePoints()).allMatch(Characters::readable);
    assertThat(Shown.whole(text).codePoints()).allMatch(Characters::readable);
  }
}
