package tollgate.config.read;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A YAML document whose every value knows its place. Text in it is already free of hostile parts.
 */
public sealed interface Tree {

  /** Where this value stands. */
  Place place();

  /** What this is called in a sentence. */
  String noun();

  /**
   * Keys and values in the order of the file.
   *
   * @param keyPlaces where each key is written
   */
  record Mapping(Place place, Map<String, Tree> entries, Map<String, Place> keyPlaces)
      implements Tree {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      keyPlaces = Map.copyOf(keyPlaces);
    }

    @Override
    public String noun() {
      return "a mapping of keys to values";
    }

    /** The place of {@code key} when it is written, else the place of the mapping. */
    Place placeOf(String key) {
      return keyPlaces.getOrDefault(key, place);
    }
  }

  /** A list. */
  record Sequence(Place place, List<Tree> items) implements Tree {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String noun() {
      return "a list";
    }
  }

  /**
   * One value.
   *
   * @param plain true when written without quotes, so that {@code 5} is a number and {@code true} a
   *     truth value
   */
  record Scalar(Place place, String text, boolean plain) implements Tree {
    private static final Pattern NUMBER =
        Pattern.compile("[-+]?(\\d[\\d_]*(\\.\\d*)?([eE][-+]?\\d+)?|0x[0-9a-fA-F]+|0o[0-7]+)");

    /** True for an empty value and for a plain {@code null} or {@code ~}. */
    boolean isNothing() {
      return plain && (text.isEmpty() || isWrittenNull());
    }

    /** True when nothing was asked for in so many letters, not merely by leaving the value out. */
    boolean isWrittenNull() {
      return plain && (text.equals("null") || text.equals("Null") || text.equals("~"));
    }

    boolean isNumber() {
      return plain && NUMBER.matcher(text).matches();
    }

    boolean isTruth() {
      return plain && (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false"));
    }

    @Override
    public String noun() {
      if (isNothing()) {
        return "nothing";
      }
      if (isNumber()) {
        return "the number " + Shown.bare(text);
      }
      return isTruth() ? text : "the text " + Shown.quoted(text);
    }
  }
}
