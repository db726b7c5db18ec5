package stacks.parts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import org.junit.jupiter.api.Test;

class LiteralTest {
  @Test
  void anExpressionBecomesText() {
    assertThat(Literal.of("${file(\"/etc/passwd\")} %{if true}"))
        .isEqualTo("$${file(\"/etc/passwd\")} %%{if true}");
  }

  @Test
  void textWithoutTemplateSyntaxStaysAsItIs() {
    assertThat(Literal.of("100% $HOME {a} $ {b}")).isEqualTo("100% $HOME {a} $ {b}");
  }

  @Property
  void terraformReadsTheSameTextBack(@ForAll @Chars({'$', '%', '{', '}', 'a'}) String text) {
    assertThat(readByTerraform(Literal.of(text))).isEqualTo(text);
  }

  /** HCL's template scanner for a string: the escapes, and nothing that starts an expression. */
  private static String readByTerraform(String template) {
    StringBuilder read = new StringBuilder();
    int at = 0;
    while (at < template.length()) {
      if (template.startsWith("$${", at) || template.startsWith("%%{", at)) {
        read.append(template, at + 1, at + 3);
        at += 3;
      } else {
        assertThat(template.startsWith("${", at) || template.startsWith("%{", at))
            .as("an expression starts at %d of %s", at, template)
            .isFalse();
        read.append(template.charAt(at));
        at++;
      }
    }
    return read.toString();
  }
}
