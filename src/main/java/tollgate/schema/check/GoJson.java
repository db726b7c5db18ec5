package tollgate.schema.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Whether a text is JSON, and how the provider's language speaks of one that is not. The words are
 * those of Go's encoding/json, which looks at one byte after the other and stops at the first that
 * does not fit.
 */
public final class GoJson {
  private static final String END = "unexpected end of JSON input";
  private static final int ASCII = 0x80;

  /** Thrown within this class only. */
  private static final class Mistake extends Exception {
    private static final long serialVersionUID = 1L;

    Mistake(String message) {
      super(message, null, false, false);
    }
  }

  private final byte[] text;
  private int at;

  private GoJson(String text) {
    this.text = text.getBytes(StandardCharsets.UTF_8);
  }

  /** What is wrong with the text; empty when it is one JSON value. */
  public static Optional<String> mistake(String text) {
    try {
      new GoJson(text).whole();
      return Optional.empty();
    } catch (Mistake mistake) {
      return Optional.ofNullable(mistake.getMessage());
    }
  }

  private void whole() throws Mistake {
    Deque<Character> open = new ArrayDeque<>();
    boolean value = true;
    while (value) {
      value = !one(open);
      while (!value && !open.isEmpty()) {
        value = next(open);
      }
    }
    blanks();
    if (at < text.length) {
      throw wrong("after top-level value");
    }
  }

  /** One value; false when it is an object or a list whose first value comes next. */
  private boolean one(Deque<Character> open) throws Mistake {
    int first = visible();
    switch (first) {
      case '{' -> {
        at++;
        if (visible() == '}') {
          at++;
          return true;
        }
        open.push('{');
        key("looking for beginning of object key string");
        return false;
      }
      case '[' -> {
        at++;
        if (visible() == ']') {
          at++;
          return true;
        }
        open.push('[');
        return false;
      }
      case '"' -> string();
      case 't' -> literal("true");
      case 'f' -> literal("false");
      case 'n' -> literal("null");
      default -> {
        if (first != '-' && !digit(first)) {
          throw wrong("looking for beginning of value");
        }
        number();
      }
    }
    return true;
  }

  /** What follows a value in an object or a list; true when another value does. */
  private boolean next(Deque<Character> open) throws Mistake {
    boolean object = open.peek() == '{';
    int after = visible();
    if (after == (object ? '}' : ']')) {
      at++;
      open.pop();
      return false;
    }
    if (after != ',') {
      throw wrong(object ? "after object key:value pair" : "after array element");
    }
    at++;
    if (object) {
      key("looking for beginning of object key string");
    }
    return true;
  }

  private void key(String place) throws Mistake {
    if (visible() != '"') {
      throw wrong(place);
    }
    string();
    if (visible() != ':') {
      throw wrong("after object key");
    }
    at++;
  }

  private void string() throws Mistake {
    at++;
    for (int each = present(); each != '"'; each = present()) {
      if (each < ' ') {
        throw wrong("in string literal");
      }
      at++;
      if (each == '\\') {
        escape();
      }
    }
    at++;
  }

  private void escape() throws Mistake {
    int which = current();
    if ("bfnrt\\/\"u".indexOf(which) < 0) {
      throw wrong("in string escape code");
    }
    at++;
    for (int i = 0; which == 'u' && i < 4; i++) {
      expect(each -> Character.digit(each, 16) >= 0, "in \\u hexadecimal character escape");
    }
  }

  private void number() throws Mistake {
    if (current() == '-') {
      at++;
      if (!digit(current())) {
        throw wrong("in numeric literal");
      }
    }
    if (current() == '0') {
      at++;
    } else {
      digits();
    }
    if (at < text.length && text[at] == '.') {
      at++;
      expect(GoJson::digit, "after decimal point in numeric literal");
      digits();
    }
    if (at < text.length && (text[at] == 'e' || text[at] == 'E')) {
      at++;
      if (current() == '+' || current() == '-') {
        at++;
      }
      expect(GoJson::digit, "in exponent of numeric literal");
      digits();
    }
  }

  private void digits() {
    while (at < text.length && digit(text[at])) {
      at++;
    }
  }

  private void literal(String word) throws Mistake {
    for (int i = 0; i < word.length(); i++) {
      char each = word.charAt(i);
      expect(found -> found == each, "in literal %s (expecting '%c')".formatted(word, each));
    }
  }

  private void expect(IntPredicate fits, String place) throws Mistake {
    if (!fits.test(current())) {
      throw wrong(place);
    }
    at++;
  }

  private static boolean digit(int character) {
    return character >= '0' && character <= '9';
  }

  private int visible() throws Mistake {
    blanks();
    return present();
  }

  private int present() throws Mistake {
    if (at >= text.length) {
      throw new Mistake(END);
    }
    return current();
  }

  private void blanks() {
    while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
      at++;
    }
  }

  /** The byte here; after the last one a blank, as a value may not go on there either. */
  private int current() {
    return at < text.length ? text[at] & 0xff : ' ';
  }

  private Mistake wrong(String place) {
    return new Mistake("invalid character %s %s".formatted(quoted(current()), place));
  }

  /** A byte in quotation marks; beyond ASCII each byte of a character is taken for one. */
  private static String quoted(int character) {
    return switch (character) {
      case '\'' -> "'\\''";
      case '"' -> "'\"'";
      case '\\' -> "'\\\\'";
      case 7 -> "'\\a'";
      case '\b' -> "'\\b'";
      case '\f' -> "'\\f'";
      case '\n' -> "'\\n'";
      case '\r' -> "'\\r'";
      case '\t' -> "'\\t'";
      case 11 -> "'\\v'";
      default ->
          character < ' ' || character == 0x7f
              ? "'\\x%02x'".formatted(character)
              : (character >= ASCII && character < 0xa1) || character == 0xad
                  ? "'\\u%04x'".formatted(character)
                  : "'%c'".formatted(character);
    };
  }
}
