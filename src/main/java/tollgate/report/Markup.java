package tollgate.report;

import java.util.Arrays;

/**
 * HTML under construction. Templates are the report's own; every argument is foreign text and is
 * escaped, so that nothing from a plan can become a tag, an attribute or a control character.
 */
final class Markup {
  private final StringBuilder html = new StringBuilder(1 << 16);

  /** Markup that is safe to add as it is, for it was made by a {@link Markup}. */
  record Safe(String html) {}

  /** Adds a template whose {@code %s} are replaced by escaped arguments. */
  Markup add(String template, Object... arguments) {
    html.append(template.formatted(Arrays.stream(arguments).map(Markup::shown).toArray()));
    return this;
  }

  /** Adds our own text as it is: a style sheet, a script. */
  Markup verbatim(String ours) {
    html.append(ours);
    return this;
  }

  Safe safe() {
    return new Safe(html.toString());
  }

  @Override
  public String toString() {
    return html.toString();
  }

  private static Object shown(Object argument) {
    return argument instanceof Safe safe ? safe.html() : escaped(String.valueOf(argument));
  }

  /** A sentence of ours or of a plan, in which {@code `words`} become code. */
  static Safe prose(String text) {
    Markup prose = new Markup();
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean code = i % 2 == 1 && i < parts.length - 1;
      prose.add(code ? "<code>%s</code>" : i % 2 == 1 ? "`%s" : "%s", parts[i]);
    }
    return prose.safe();
  }

  /** Text that is neither markup nor the end of an attribute, without control characters. */
  static String escaped(String raw) {
    String shown = Printable.text(raw);
    StringBuilder escaped = new StringBuilder(shown.length() + 16);
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
