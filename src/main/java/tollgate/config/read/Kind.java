package tollgate.config.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of value: how it is read, what is wrong with a wrong one, how documents describe it.
 *
 * @param <T> what a good value becomes
 */
public interface Kind<T> {

  /** What a page calls it, as in "region" or "list of buckets". */
  String name();

  /** The value, or empty after a problem was noted. */
  Optional<T> read(Tree tree, Problems problems);

  /**
   * The JSON Schema of this kind.
   *
   * @param overlay true for the values of an environment, where nothing is required
   */
  Map<String, Object> schema(boolean overlay);

  /** What is wrong with a value that code, not a file, put together. */
  default Optional<String> fault(T value) {
    return Optional.empty();
  }

  /** The value as the file would spell it. */
  default String spell(T value) {
    return String.valueOf(value);
  }

  /** True when the file may spell the value as a mapping of its own. */
  default Optional<Shape<?>> shape() {
    return Optional.empty();
  }

  /** This kind for a value that may be left out. */
  default Kind<Optional<T>> maybe() {
    return new Maybe<>(this);
  }

  /** One line of text that {@code parse} turns into a value or refuses with a sentence. */
  static <T> Kind<T> text(String name, Function<String, T> parse, Map<String, Object> schema) {
    return new Texts<>(name, parse, String::valueOf, schema);
  }

  /** The same for a value that {@code spell}, not its own toString, writes as the file does. */
  static <T> Kind<T> text(
      String name,
      Function<String, T> parse,
      Function<T, String> spell,
      Map<String, Object> schema) {
    return new Texts<>(name, parse, spell, schema);
  }

  /**
   * Text of any wording, on one line.
   *
   * @param name what it is
   * @param least fewest characters
   */
  static Kind<String> words(String name, int least) {
    return text(
        name,
        text -> {
          if (text.strip().length() < least) {
            throw new IllegalArgumentException(
                "%s is too short. Write at least %d characters."
                    .formatted(Shown.quoted(text), least));
          }
          HostileText.fault(text)
              .ifPresent(
                  fault -> {
                    throw new IllegalArgumentException(fault);
                  });
          return text;
        },
        Map.of("type", "string", "minLength", least));
  }

  /** Schema of a text with a pattern. */
  static Map<String, Object> matching(String pattern) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("pattern", pattern);
    return schema;
  }

  /** Schema of a text out of a known list. */
  static Map<String, Object> oneOf(List<String> words) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "string");
    schema.put("enum", words);
    return schema;
  }
}
