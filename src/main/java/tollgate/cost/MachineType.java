package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Compute Engine machine type.
 *
 * @param name without any URL before it
 * @param series of a custom type, {@code n2}; empty text for a predefined one
 * @param vcpu billed for a custom type
 * @param gib memory of a custom type
 * @param extended whether a custom type has more memory than its series gives per vCPU
 */
record MachineType(String name, String series, BigDecimal vcpu, BigDecimal gib, boolean extended) {

  private static final Pattern CUSTOM =
      Pattern.compile("(?:(\\w{2,4})-)?custom-(micro|small|medium|\\d{1,3})-(\\d{1,7})(-ext)?");

  private static final Pattern SIZED =
      Pattern.compile(
          "[a-z][a-z0-9]{1,3}-(?:standard|highmem|highcpu|megamem|ultramem|hypermem)-(\\d{1,3})"
              + "(?:-[a-z]+)?");

  /** What a shared-core custom machine is billed for: cloud.google.com/compute, E2 shared-core. */
  private static final Map<String, BigDecimal> SHARED =
      Map.of(
          "micro", new BigDecimal("0.25"),
          "small", new BigDecimal("0.5"),
          "medium", BigDecimal.ONE);

  private static final BigDecimal MIB_A_GIB = BigDecimal.valueOf(1024);

  static MachineType of(String written) {
    String name = written.substring(written.lastIndexOf('/') + 1);
    Matcher custom = CUSTOM.matcher(name);
    if (!custom.matches()) {
      return new MachineType(name, "", BigDecimal.ZERO, BigDecimal.ZERO, false);
    }
    String cores = custom.group(2);
    BigDecimal vcpu = SHARED.containsKey(cores) ? SHARED.get(cores) : new BigDecimal(cores);
    return new MachineType(
        name,
        // Without a series it is the oldest one.
        custom.group(1) == null ? "n1" : custom.group(1),
        vcpu,
        new BigDecimal(custom.group(3)).divide(MIB_A_GIB),
        custom.group(4) != null);
  }

  /**
   * vCPUs that the machine shows, which services bill a fee for; empty where the name does not
   * tell.
   */
  Optional<BigDecimal> cores() {
    if (isCustom()) {
      return Optional.of(vcpu);
    }
    Matcher sized = SIZED.matcher(name);
    return sized.matches() ? Optional.of(new BigDecimal(sized.group(1))) : Optional.empty();
  }

  boolean isCustom() {
    return !series.isEmpty();
  }

  /** Writes the machine for so many hours. */
  void bill(Basis basis, String region, BigDecimal hours, boolean spot, String note, Bill bill) {
    String words = name + (spot ? " spot" : "");
    if (!isCustom()) {
      bill.line(
          basis,
          "VM " + words,
          "compute.machine.%s.hour%s".formatted(name, spot ? ".spot" : ""),
          region,
          hours,
          note);
      return;
    }
    if (spot || extended) {
      bill.uncovered(
          "the price book has no "
              + (spot ? "spot price" : "extended memory")
              + " of custom machines such as "
              + Notes.quoted(name));
      return;
    }
    bill.line(
        basis,
        "VM %s vCPU".formatted(words),
        "compute.custom.%s.vcpu.hour".formatted(series),
        region,
        vcpu.multiply(hours),
        note);
    bill.line(
        basis,
        "VM %s memory".formatted(words),
        "compute.custom.%s.ram.gib-hour".formatted(series),
        region,
        gib.multiply(hours),
        note);
  }
}
