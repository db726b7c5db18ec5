package tollgate.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void linesBreakBetweenWords() {
    assertThat(Page.wrap("one two  three", 7)).containsExactly("one two", "three");
    assertThat(Page.wrap("", 7)).containsExactly("");
  }

  @Test
  void aCommandBetweenBackQuotesIsNeverBroken() {
    assertThat(Page.wrap("run `tollgate destroy lake  --sandbox` for it", 12))
        .containsExactly("run", "`tollgate destroy lake  --sandbox`", "for it");
    assertThat(Page.wrap("one ` of them is alone", 8))
        .containsExactly("one ` of", "them is", "alone");
    assertThat(new Page(Style.PLAIN, 30).command("Next:", "x ".repeat(30) + "\u001b").toString())
        .hasLineCount(1)
        .doesNotContain("\u001b");
  }
}
