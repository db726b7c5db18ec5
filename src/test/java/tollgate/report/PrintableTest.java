package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import tollgate.text.Characters;

class PrintableTest {

  @Property
  void whatever_comes_in_nothing_that_controls_a_terminal_goes_out(@ForAll String raw) {
    assertThat(Printable.text(raw).codePoints()).allMatch(Characters::readable);
  }

  @Property
  void what_is_printable_comes_back_unchanged(@ForAll String raw) {
    String once = Printable.text(raw);

    assertThat(Printable.text(once)).isEqualTo(once);
  }

  @Property
  void a_cut_text_is_never_longer_than_asked_for(
      @ForAll String raw, @ForAll @IntRange(min = 4, max = 200) int most) {
    String cut = Printable.text(raw, most);

    assertThat(cut.length()).isLessThanOrEqualTo(most);
    assertThat(cut.codePoints()).allMatch(Characters::readable);
  }

  @Test
  void escapes_are_shown_for_what_they_are() {
    assertThat(Printable.text("a\u001b[31mb\nc\td\re\u0007"))
        .isEqualTo("a\\u001b[31mb\\nc\\td\\re\\u0007");
    assertThat(Printable.text("safe\u202Egnp.exe")).isEqualTo("safe\\u202egnp.exe");
    assertThat(Printable.text("\u0085\u2028\u200B\uFEFF"))
        .isEqualTo("\\u0085\\u2028\\u200b\\ufeff");
    assertThat(Printable.text("\uD800")).isEqualTo("\\ud800");
    assertThat(Printable.text("Grüße, 東京 \uD83D\uDE00")).isEqualTo("Grüße, 東京 \uD83D\uDE00");
  }
}
