package tollgate.schema.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the real provider 7.45.0 said of the same texts. */
class GoJsonTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{\"a\":tru} | invalid character '}' in literal true (expecting 'e')",
        "false_ | invalid character '_' after top-level value",
        "{\"a\" 1} | invalid character '1' after object key",
        "[1,] | invalid character ']' looking for beginning of value",
        "{\"a\":1,} | invalid character '}' looking for beginning of object key string",
        "{'a':1} | invalid character '\\'' looking for beginning of object key string",
        "[1 2] | invalid character '2' after array element",
        "{\"a\":1 \"b\"} | invalid character '\"' after object key:value pair",
        "{\"a\":\"\\q\"} | invalid character 'q' in string escape code",
        "{\"a\":\"\\u12z\"} | invalid character 'z' in \\u hexadecimal character escape",
        "- | invalid character ' ' in numeric literal",
        "1. | invalid character ' ' after decimal point in numeric literal",
        "1ex | invalid character 'x' in exponent of numeric literal",
        "nul | invalid character ' ' in literal null (expecting 'l')",
        "01 | invalid character '1' after top-level value",
        "[] x | invalid character 'x' after top-level value",
        "é | invalid character 'Ã' looking for beginning of value",
        "{ | unexpected end of JSON input",
        "## | unexpected end of JSON input",
      })
  void aMistakeIsToldInTheProvidersWords(String text, String mistake) {
    assertThat(GoJson.mistake(text)).contains(mistake);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", " null ", "-0.5e+7", "[1, {\"a\": [\"\\u00e9\\n\"]}]", "\"é\"", "0"})
  void whatIsJsonHasNoMistake(String text) {
    assertThat(GoJson.mistake(text)).isEqualTo(Optional.empty());
  }
}
