package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * CPU and memory as Kubernetes and Cloud Run write them: {@code 2000m} is two vCPU, {@code 2G} is
 * two billion bytes, {@code 2Gi} is 2 × 2³⁰ bytes.
 */
final class Quantities {

  private static final Pattern QUANTITY =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,12})?)([A-Za-z]{0,2})");

  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);
  private static final BigDecimal GIB = BigDecimal.valueOf(1L << 30);

  private static final Map<String, BigDecimal> BYTES =
      Map.of(
          "", BigDecimal.ONE,
          "k", THOUSAND,
          "M", THOUSAND.pow(2),
          "G", THOUSAND.pow(3),
          "T", THOUSAND.pow(4),
          "Ki", BigDecimal.valueOf(1L << 10),
          "Mi", BigDecimal.valueOf(1L << 20),
          "Gi", GIB,
          "Ti", BigDecimal.valueOf(1L << 40));

  private Quantities() {}

  /** A number of vCPU: {@code 2}, {@code 0.5} or {@code 500m}; empty when it is none. */
  static Optional<BigDecimal> vcpu(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(matcher.group(1));
    return switch (matcher.group(2)) {
      case "" -> Optional.of(number);
      case "m" -> Optional.of(number.movePointLeft(3));
      default -> Optional.empty();
    };
  }

  /** A memory size in GiB, exact; empty when it is none. */
  static Optional<BigDecimal> gib(String text) {
    Matcher matcher = QUANTITY.matcher(text);
    if (!matcher.matches() || !BYTES.containsKey(matcher.group(2))) {
      return Optional.empty();
    }
    // Division by a power of two always ends.
    return Optional.of(
        new BigDecimal(matcher.group(1))
            .multiply(BYTES.getOrDefault(matcher.group(2), BigDecimal.ONE))
            .divide(GIB));
  }
}
