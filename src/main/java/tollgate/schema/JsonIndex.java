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

  private JsonIndex(byte[] json) {
    this.json = json;
  }

  /**
   * Goes down the members named by {@code path} and notes, for each object found there, where its
   * members lie. One pass over the bytes.
   */
  static Map<String, Map<String, Range>> sections(byte[] json, String... path) {
    return new JsonIndex(json).descend(path, 0);
  }

  private Map<String, Map<String, Range>> descend(String[] path, int depth) {
    Map<String, Map<String, Range>> sections = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = name();
      if (depth == path.length) {
        sections.put(name, members());
      } else if (name.equals(path[depth])) {
        return descend(path, depth + 1);
      } else {
        skipValue();
      }
      if (peek() == ',') {
        at++;
      }
    }
    return sections;
  }

  private Map<String, Range> members() {
    Map<String, Range> members = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String name = name();
      int start = at;
      skipValue();
      members.put(name, new Range(start, at - start));
      if (peek() == ',') {
        at++;
      }
    }
    at++;
    return members;
  }

  /** The member's name; afterwards at the first byte of its value. */
  private String name() {
    int start = at + 1;
    skipString();
    String name = new String(json, start, at - 1 - start, StandardCharsets.UTF_8);
    expect(':');
    peek();
    return name;
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
