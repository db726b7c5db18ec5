package tollgate.report;

import java.util.ArrayList;
import java.util.List;

/** Lines of text of a given width, wrapped between words. */
final class Page {
  /** Narrower than this nothing can be laid out; lines then run over. */
  static final int LEAST = 30;

  private final StringBuilder out = new StringBuilder();
  private final Style style;
  private final int columns;

  Page(Style style, int columns) {
    this.style = style;
    this.columns = Math.max(LEAST, columns);
  }

  int columns() {
    return columns;
  }

  String toned(Style.Tone tone, String text) {
    return style.in(tone, text);
  }

  /** A line as it is; it must be printable and fit. */
  Page line(String text) {
    out.append(text.stripTrailing()).append('\n');
    return this;
  }

  Page blank() {
    out.append('\n');
    return this;
  }

  Page heading(String text) {
    return paragraph(0, Style.Tone.HEADING, text);
  }

  /** A paragraph, indented and wrapped; made printable here. */
  Page paragraph(int indent, Style.Tone tone, String text) {
    return hanging(indent, "", tone, text);
  }

  Page paragraph(int indent, String text) {
    for (String line : wrap(Printable.text(text), columns - indent)) {
      line(" ".repeat(indent) + line);
    }
    return this;
  }

  /** A paragraph with a label on its first line, further lines set under the text. */
  Page hanging(int indent, String label, Style.Tone tone, String text) {
    int inner = indent + (label.isEmpty() ? 0 : label.length() + 1);
    List<String> lines = wrap(Printable.text(text), columns - inner);
    String first = label.isEmpty() ? "" : style.in(tone, label) + " ";
    for (int i = 0; i < lines.size(); i++) {
      String body = label.isEmpty() ? style.in(tone, lines.get(i)) : lines.get(i);
      line(i == 0 ? " ".repeat(indent) + first + body : " ".repeat(inner) + body);
    }
    return this;
  }

  /** A command with a label before it, never broken: it is there to be pasted. */
  Page command(String label, String command) {
    return line(style.in(Style.Tone.HEADING, label) + " " + Printable.text(command));
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      char each = text.charAt(at);
      int end = each == '`' ? text.indexOf('`', at + 1) : -1;
      if (end > 0) {
        at = end;
      } else if (each == ' ') {
        words.add(text.substring(start, at));
        start = at + 1;
      }
    }
    words.add(text.substring(start));
    words.removeIf(String::isEmpty);
    return words;
  }

  /**
   * Breaks between words only, and not within a command between back quotes: what is longer than
   * the line stays whole to be copied.
   */
  static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
