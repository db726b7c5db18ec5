package tollgate.schema.check;

import java.util.ArrayList;
import java.util.List;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/**
 * A string of Terraform JSON: plain text, or text with expressions that are worked out later. A
 * marker whose first character is written twice stands for itself.
 */
final class Template {
  private Template() {}

  /** The text that Terraform gives the provider; unknown when an expression is in it. */
  static Value value(String text) {
    if (!text.contains("${") && !text.contains("%{")) {
      return Value.text(text);
    }
    return expressions(text).isEmpty()
        ? Value.text(text.replace("$${", "${").replace("%%{", "%{"))
        : Values.UNKNOWN;
  }

  /** What stands between the markers and their closing braces. */
  static List<String> expressions(String text) {
    List<String> found = new ArrayList<>();
    int at = 0;
    while (at < text.length() - 1) {
      if (opens(text, at)) {
        boolean escaped = at > 0 && text.charAt(at - 1) == text.charAt(at);
        if (!escaped) {
          int end = end(text, at + 2);
          found.add(text.substring(at + 2, end));
          at = end;
          continue;
        }
        at++;
      }
      at++;
    }
    return found;
  }

  private static boolean opens(String text, int at) {
    char mark = text.charAt(at);
    return (mark == '$' || mark == '%') && at + 1 < text.length() && text.charAt(at + 1) == '{';
  }

  /** Where the brace lies that closes the one before {@code start}; the end when there is none. */
  private static int end(String text, int start) {
    int depth = 1;
    int at = start;
    while (at < text.length()) {
      char here = text.charAt(at);
      if (here == '"') {
        at = endOfQuoted(text, at + 1);
      } else if (here == '{') {
        depth++;
      } else if (here == '}' && --depth == 0) {
        return at;
      }
      at++;
    }
    return text.length();
  }

  private static int endOfQuoted(String text, int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) != '"') {
      if (text.charAt(at) == '\\') {
        at++;
      } else if (opens(text, at)) {
        at = end(text, at + 2);
      }
      at++;
    }
    return Math.min(at, text.length());
  }

  /**
   * An expression without the texts in it: names in them refer to nothing. Expressions inside of
   * such a text stay.
   */
  static String withoutTexts(String expression) {
    StringBuilder bare = new StringBuilder();
    int at = 0;
    while (at < expression.length()) {
      if (expression.charAt(at) == '"') {
        int end = endOfQuoted(expression, at + 1);
        String quoted = expression.substring(at + 1, end);
        bare.append('"');
        expressions(quoted).forEach(inner -> bare.append(' ').append(withoutTexts(inner)));
        bare.append('"');
        at = end + 1;
      } else {
        bare.append(expression.charAt(at));
        at++;
      }
    }
    return bare.toString();
  }
}
