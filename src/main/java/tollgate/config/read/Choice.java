package tollgate.config.read;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tollgate.text.Nearest;

/**
 * One of a few words: the constants of an enumeration in lower case with dashes.
 *
 * @param <E> the enumeration
 */
public final class Choice<E extends Enum<E>> implements Kind<E> {
  private final Map<String, E> words = new LinkedHashMap<>();
  private final Map<String, String> refused = new LinkedHashMap<>();

  public Choice(Class<E> type) {
    Arrays.stream(type.getEnumConstants()).forEach(each -> words.put(spelled(each), each));
  }

  /** Explains a word that people will try and that is not possible. */
  public Choice<E> refusing(String word, String why) {
    refused.put(word, why);
    return this;
  }

  /** The word for a constant: {@code CLOUD_RUN} is {@code cloud-run}. */
  public static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String spell(E value) {
    return spelled(value);
  }

  @Override
  public String name() {
    return words.size() == 1
        ? words.keySet().iterator().next()
        : words.keySet().stream().collect(Collectors.joining(", ", "one of ", ""));
  }

  @Override
  public Map<String, Object> schema(boolean overlay) {
    return Map.of("type", "string", "enum", List.copyOf(words.keySet()));
  }

  @Override
  public Optional<E> read(Tree tree, Problems problems) {
    if (!(tree instanceof Tree.Scalar scalar) || scalar.isNothing()) {
      problems.add(
          tree.place(), "expected %s, found %s. Write the word.".formatted(name(), tree.noun()));
      return Optional.empty();
    }
    E chosen = words.get(scalar.text());
    if (chosen == null) {
      problems.add(tree.place(), sentence(scalar.text()));
      return Optional.empty();
    }
    return Optional.of(chosen);
  }

  private String sentence(String word) {
    String why = refused.get(word);
    if (why != null) {
      return why + " Use " + String.join(" or ", words.keySet()) + ".";
    }
    return Shown.quoted(word) + " is not possible here. " + Nearest.hint(word, words.keySet());
  }
}
