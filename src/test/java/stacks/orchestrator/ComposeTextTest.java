package stacks.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import stacks.parts.Literal;

/** What is text for Terraform is the same text for compose, and an expression a variable. */
class ComposeTextTest {
  @Test
  void aPasswordBecomesAVariableThatMustNotBeEmpty() {
    ComposeText text = new ComposeText();
    assertThat(text.of("postgresql://mage:${var.database_password}@database:5432/mage"))
        .isEqualTo("postgresql://mage:${DATABASE_PASSWORD:?}@database:5432/mage");
    assertThat(text.variables())
        .containsExactly(java.util.Map.entry("DATABASE_PASSWORD", ComposeText.Kind.PASSWORD));
  }

  @Test
  void aFernetKeyIsDrawnAsOne() {
    ComposeText text = new ComposeText();
    assertThat(text.of("${base64encode(substr(sha256(var.fernet_key), 0, 32))}"))
        .isEqualTo("${FERNET_KEY:?}");
    assertThat(text.variables()).containsEntry("FERNET_KEY", ComposeText.Kind.FERNET);
  }

  @Test
  void anotherExpressionIsAMistake() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new ComposeText().of("${google_storage_bucket.x.name}"))
        .withMessageContaining("google_storage_bucket.x.name");
    assertThatIllegalStateException()
        .isThrownBy(() -> new ComposeText().of("${var.a} ${base64encode(var.a)}"));
  }

  @Property
  void plainTextReadsBackAsItself(
      @ForAll @Chars({'$', '{', '}', '%', 'a', '"'}) @StringLength(max = 12) String text) {
    ComposeText compose = new ComposeText();
    assertThat(interpolated(compose.of(Literal.of(text)))).isEqualTo(text);
    assertThat(compose.variables()).isEmpty();
  }

  /** Compose's reading of a text without variables. */
  private static String interpolated(String text) {
    assertThat(text.replace("$$", "")).doesNotContain("$");
    return text.replace("$$", "$");
  }
}
