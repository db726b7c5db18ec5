package tollgate.sandbox.behaviour;

import java.util.Set;
import tollgate.schema.value.Path;
import tollgate.schema.value.Value;

/**
 * A rule by which two spellings of an argument are one.
 *
 * @param name short, in words; for documentation
 * @param places {@code type argument} with blocks joined by dots; {@code *} for every type
 * @param same decides; either value may be null
 */
record Spelling(String name, Set<String> places, Same same) {
  interface Same {
    boolean test(Draft draft, Path path, Value old, Value fresh);
  }

  /** One side says nothing, the other {@code usual}, which is what nothing means. */
  static boolean either(String old, String fresh, String usual) {
    return (old.isEmpty() && fresh.equals(usual)) || (fresh.isEmpty() && old.equals(usual));
  }
}
