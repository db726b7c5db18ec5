package tollgate.config.read;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One spelling for all documents that mean the same: without comments, blanks, quotes and the order
 * of keys.
 */
public final class Meaning {
  private Meaning() {}

  /** The document in that spelling, one line. */
  public static String of(Tree tree) {
    if (tree instanceof Tree.Mapping mapping) {
      Map<String, Tree> sorted = new TreeMap<>(mapping.entries());
      return sorted.entrySet().stream()
          .map(entry -> quoted(entry.getKey()) + ":" + of(entry.getValue()))
          .collect(Collectors.joining(",", "{", "}"));
    }
    if (tree instanceof Tree.Sequence sequence) {
      return sequence.items().stream().map(Meaning::of).collect(Collectors.joining(",", "[", "]"));
    }
    Tree.Scalar scalar = (Tree.Scalar) tree;
    if (scalar.isNothing()) {
      // Left out and written in so many letters are two things where an environment takes away.
      return scalar.isWrittenNull() ? "null" : "~";
    }
    return scalar.isNumber() || scalar.isTruth() ? scalar.text() : quoted(scalar.text());
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
