package tollgate.config.read;

import java.util.LinkedHashMap;
import java.util.Map;

/** Lays the values of an environment over those for all environments. */
public final class Overlay {
  private Overlay() {}

  /**
   * Mappings are merged key by key, everything else replaces what was there, and a written {@code
   * null} takes the key away. Every value keeps the place where it is written.
   */
  public static Tree.Mapping merge(Tree.Mapping base, Tree.Mapping over) {
    Map<String, Tree> entries = new LinkedHashMap<>(base.entries());
    Map<String, Place> keyPlaces = new LinkedHashMap<>(base.keyPlaces());
    over.entries()
        .forEach(
            (key, value) -> {
              Tree below = entries.get(key);
              if (value instanceof Tree.Scalar scalar && scalar.isWrittenNull() && below != null) {
                entries.remove(key);
                keyPlaces.remove(key);
              } else if (below instanceof Tree.Mapping old
                  && value instanceof Tree.Mapping update) {
                entries.put(key, merge(old, update));
              } else {
                entries.put(key, value);
                keyPlaces.put(key, over.placeOf(key));
              }
            });
    return new Tree.Mapping(base.place(), entries, keyPlaces);
  }
}
