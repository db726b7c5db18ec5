package tollgate.schema;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds where the members of a JSON object lie without parsing them. Only brackets and strings are
 * looked at: the text must be well-formed, which the shipped file is.
 */
final class JsonIndex {
  /** Where a value starts and how many bytes it has. */
  record Range(int start, int length) {}

  private final byte[] json;
  private int at;

  private JsonIndex(byte[] json, int start) {
    this.json = json;
    this.at = start;
  }

  /** The members of the object that starts at {@code start} (or in blanks before it). */
  static Map<String, Range> members(byte[] json, int start) {
    return new JsonIndex(json, start).object();
  }

  private Map<String, Range> object() {
    Map<String, Range> members = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      return members;
    }
    while (true) {
      peek();
      int nameStart = at + 1;
      skipString();
      String name = new String(json, nameStart, at - 1 - nameStart, StandardCharsets.UTF_8);
      expect(':');
      peek();
      int start = at;
      skipValue();
      members.put(name, new Range(start, at - start));
      if (peek() != ',') {
        return members;
      }
      at++;
    }
  }

  private void expect(char wanted) {
    if (peek() != wanted) {
      throw new IllegalStateException(
          "byte %d of the schema file should be '%s'".formatted(at, wanted));
    }
    at++;
  }

  /** Steps over blanks; the byte that follows. */
  private int peek() {
    while (json[at] <= ' ') {
      at++;
    }
    return json[at];
  }

  private void skipValue() {
    switch (json[at]) {
      case '"' -> skipString();
      case '{', '[' -> skipNested();
      default -> {
        while (json[at] != ',' && json[at] != '}' && json[at] != ']') {
          at++;
        }
      }
    }
  }

  private void skipNested() {
    int depth = 0;
    do {
      switch (json[at]) {
        case '"' -> {
          skipString();
          continue;
        }
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        default -> {}
      }
      at++;
    } while (depth > 0);
  }

  private void skipString() {
    at++;
    while (json[at] != '"') {
      at += json[at] == '\\' ? 2 : 1;
    }
    at++;
  }
}
