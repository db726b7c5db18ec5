package tollgate.config;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tollgate.config.read.Kind;
import tollgate.config.read.Shown;
import tollgate.text.Nearest;

/**
 * A machine type of Compute Engine: a predefined one ({@code e2-standard-4}) or a custom one with
 * vCPUs and MB of memory ({@code e2-custom-4-8192}, {@code custom-4-8192} for N1).
 */
public record MachineType(String value) {
  private static final Pattern CUSTOM =
      Pattern.compile("(?:(e2|n1|n2|n2d|n4)-)?custom-([0-9]{1,3})-([0-9]{3,7})(-ext)?");

  static final Kind<MachineType> KIND =
      Kind.text("machine type", MachineType::new, Kind.matching("^[a-z][a-z0-9]*(-[a-z0-9]+)+$"));

  public MachineType {
    if (!MachineTypes.contains(value)) {
      Matcher custom = CUSTOM.matcher(value);
      if (!custom.matches()) {
        throw new IllegalArgumentException(
            Shown.quoted(value)
                + " is no machine type with a price. "
                + Nearest.to(value, MachineTypes.names())
                    .map(near -> "Did you mean " + near + "?")
                    .orElse("Use a type like e2-standard-4, or e2-custom-4-8192 (vCPUs, MB)."));
      }
      customFault(
              Integer.parseInt(custom.group(2)),
              Integer.parseInt(custom.group(3)),
              custom.group(4) != null)
          .ifPresent(
              fault -> {
                throw new IllegalArgumentException(Shown.quoted(value) + " " + fault);
              });
    }
  }

  /** Google's limits that all custom families share; memory beyond 8 GB a vCPU needs -ext. */
  private static Optional<String> customFault(int cpus, int megabytes, boolean extended) {
    if (cpus == 0 || (cpus > 1 && cpus % 2 != 0) || cpus > 224) {
      return Optional.of("has an odd number of vCPUs. Use 1 or an even number up to 224.");
    }
    if (megabytes % 256 != 0) {
      return Optional.of("has memory that is no multiple of 256 MB. Use a multiple of 256.");
    }
    if (megabytes < cpus * 512) {
      return Optional.of("has too little memory. Use at least 512 MB a vCPU.");
    }
    return !extended && megabytes > cpus * 8192
        ? Optional.of("has too much memory. Use at most 8192 MB a vCPU, or add -ext.")
        : Optional.empty();
  }

  /** The family, as in {@code e2}; {@code n1} for {@code custom-4-8192}. */
  public String family() {
    String family = value.substring(0, value.indexOf('-'));
    return family.equals("custom") ? "n1" : family;
  }

  /** Its memory in MiB; empty for families that are larger than anything here asks for. */
  public OptionalInt mebibytes() {
    return MachineMemory.mebibytes(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
