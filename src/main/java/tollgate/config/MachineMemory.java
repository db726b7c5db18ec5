package tollgate.config;

import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much memory a machine type has, in MiB. Sources: Google's pages on machine families (general
 * purpose, compute optimized, accelerator optimized). Empty for what those tables give no rule for.
 */
final class MachineMemory {
  private static final Map<String, Double> SHARED =
      Map.of("f1-micro", 0.6, "g1-small", 1.7, "e2-micro", 1.0, "e2-small", 2.0, "e2-medium", 4.0);

  /** GB for each vCPU, by family and class. */
  private static final Map<String, Double> EACH =
      Map.ofEntries(
          Map.entry("c2-standard", 4.0),
          Map.entry("c3-highcpu", 2.0),
          Map.entry("c3-highmem", 8.0),
          Map.entry("c3-standard", 4.0),
          Map.entry("c4-highcpu", 2.0),
          Map.entry("c4-highmem", 7.75),
          Map.entry("c4-standard", 3.75),
          Map.entry("e2-highcpu", 1.0),
          Map.entry("e2-highmem", 8.0),
          Map.entry("e2-standard", 4.0),
          Map.entry("g2-standard", 4.0),
          Map.entry("n1-highcpu", 0.9),
          Map.entry("n1-highmem", 6.5),
          Map.entry("n1-standard", 3.75),
          Map.entry("n2-highcpu", 1.0),
          Map.entry("n2-highmem", 8.0),
          Map.entry("n2-standard", 4.0),
          Map.entry("n2d-highcpu", 1.0),
          Map.entry("n2d-highmem", 8.0),
          Map.entry("n2d-standard", 4.0),
          Map.entry("n4-highcpu", 2.0),
          Map.entry("n4-highmem", 8.0),
          Map.entry("n4-standard", 4.0),
          Map.entry("t2d-standard", 4.0));

  private static final Pattern PREDEFINED =
      Pattern.compile("([a-z][a-z0-9]*-[a-z]+)-([0-9]{1,3})(?:-.*)?");
  private static final Pattern CUSTOM = Pattern.compile("(?:.*-)?custom-[0-9]+-([0-9]+)(?:-ext)?");

  private MachineMemory() {}

  static OptionalInt mebibytes(String type) {
    Double shared = SHARED.get(type);
    if (shared != null) {
      return OptionalInt.of((int) (shared * 1024));
    }
    Matcher custom = CUSTOM.matcher(type);
    if (custom.matches()) {
      return OptionalInt.of(Integer.parseInt(custom.group(1)));
    }
    Matcher predefined = PREDEFINED.matcher(type);
    if (predefined.matches() && EACH.containsKey(predefined.group(1))) {
      double each = EACH.getOrDefault(predefined.group(1), 0.0);
      return OptionalInt.of((int) (Integer.parseInt(predefined.group(2)) * each * 1024));
    }
    return OptionalInt.empty();
  }
}
