package tollgate.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The predefined machine types that have a price; what has none could not pass the gate anyway. */
final class MachineTypes {
  private static final Set<String> NAMES = read();

  private MachineTypes() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }

  static List<String> names() {
    return new ArrayList<>(NAMES);
  }

  private static Set<String> read() {
    Set<String> names = new LinkedHashSet<>();
    for (String line : Regions.lines("machine-types.txt")) {
      String[] words = line.split(" ");
      if (words.length == 1) {
        names.add(words[0]);
      }
      for (int i = 1; i < words.length; i++) {
        names.add(words[0] + "-" + words[i]);
      }
    }
    return names;
  }
}
