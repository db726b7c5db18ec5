package tollgate.config.read;

import java.util.Optional;

/**
 * One key of a section: the only place that says its name, kind, default and meaning.
 *
 * @param <T> what its value becomes
 * @param name the key in the file
 * @param fallback the value when the key is absent; empty when it must be there
 * @param shown how documents spell the value of an absent key, when not as the file would
 * @param meaning one or two sentences for the reader of a page
 * @param example a value as the file spells it
 * @param since the version of this program that first knew the key
 */
public record Field<T>(
    String name,
    Kind<T> kind,
    Optional<T> fallback,
    Optional<String> shown,
    String meaning,
    String example,
    String since) {
  private static final String FIRST_VERSION = "0.1";

  /** A key that must be there. */
  public static <T> Field<T> of(String name, Kind<T> kind) {
    return new Field<>(name, kind, Optional.empty(), Optional.empty(), "", "", FIRST_VERSION);
  }

  /** A key that may be absent and then says nothing. */
  public static <T> Field<Optional<T>> maybe(String name, Kind<T> kind) {
    return of(name, kind.maybe()).orElse(Optional.empty());
  }

  /** The value of an absent key. */
  public Field<T> orElse(T value) {
    return new Field<>(name, kind, Optional.of(value), shown, meaning, example, since);
  }

  /** What documents say about an absent key whose value follows from others. */
  public Field<T> showing(String spelledDefault) {
    return new Field<>(name, kind, fallback, Optional.of(spelledDefault), meaning, example, since);
  }

  /** The sentences of the page. */
  public Field<T> means(String sentences) {
    return new Field<>(name, kind, fallback, shown, sentences, example, since);
  }

  /** The example of the page. */
  public Field<T> like(String value) {
    return new Field<>(name, kind, fallback, shown, meaning, value, since);
  }

  /** What documents say about an absent key. */
  public String shownDefault() {
    return shown.orElseGet(() -> fallback.map(kind::spell).orElse("required"));
  }

  /** True when the file must have the key. */
  public boolean isRequired() {
    return fallback.isEmpty();
  }
}
