package tollgate.config;

import java.util.Set;
import java.util.TreeSet;
import tollgate.config.read.Field;
import tollgate.config.read.Shape;

/** Every key that a file may have, found in the descriptions that files are read by. */
public final class SettingsFields {
  private SettingsFields() {}

  /**
   * The keys that hold a value and no section, as {@code lake.buckets.purpose}; what stands in a
   * list or under a name of the file's own has no part of its own.
   */
  public static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    collect(Settings.shape(Environments.DEFAULT), "", paths);
    return paths;
  }

  private static void collect(Shape<?> shape, String above, Set<String> into) {
    for (Field<?> field : shape.fields()) {
      String path = above + field.name();
      field
          .kind()
          .shape()
          .ifPresentOrElse(inner -> collect(inner, path + ".", into), () -> into.add(path));
    }
  }
}
