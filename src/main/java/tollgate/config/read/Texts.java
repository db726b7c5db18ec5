package tollgate.config.read;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Values spelled as one line of text.
 *
 * @param parse throws {@link IllegalArgumentException} with a sentence about a wrong text
 */
record Texts<T>(
    String name, Function<String, T> parse, Function<T, String> spell, Map<String, Object> schema)
    implements Kind<T> {

  @Override
  public String spell(T value) {
    return spell.apply(value);
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    return schema;
  }

  @Override
  public Optional<T> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.isNothing()) {
      problems.add(
          tree.place(),
          "expected a text (" + name + "), found " + tree.noun() + ". Write a value.");
      return Optional.empty();
    }
    try {
      return Optional.of(parse.apply(scalar.text()));
    } catch (IllegalArgumentException wrong) {
      problems.add(tree.place(), String.valueOf(wrong.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public Optional<String> fault(T value) {
    try {
      String spelled = spell(value);
      return spell(parse.apply(spelled)).equals(spelled)
          ? Optional.empty()
          : Optional.of(Shown.quoted(spell(value)) + " has no plain spelling. Use another value.");
    } catch (IllegalArgumentException wrong) {
      return Optional.of(String.valueOf(wrong.getMessage()));
    }
  }
}
