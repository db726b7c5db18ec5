package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** GPUs that are attached to machines; those inside a machine type's price are not billed twice. */
final class Gpus {

  private static final Map<String, String> SKUS = Map.of("nvidia-tesla-t4", "compute.gpu.t4.hour");

  private Gpus() {}

  /**
   * Reads the accelerator blocks at a path.
   *
   * @param write takes the SKU and the number of GPUs of one machine
   */
  static void read(
      Planned resource,
      String blocks,
      String machineType,
      String typeName,
      String countName,
      Bill bill,
      Writer write) {
    if (resource.isUnknown(blocks)) {
      bill.uncovered(blocks + " is known only after apply, and the price depends on it");
    }
    for (int i = 0; i < resource.count(blocks); i++) {
      String block = blocks + "." + i + ".";
      Optional<Amount> count =
          resource.amount(block + countName, Optional.of(Amount.of(1)), Optional.empty(), bill);
      String type = Names.lastPart(resource.text(block + typeName).orElse(""));
      if (count.isEmpty() || count.get().isZero() || isInPrice(machineType)) {
        continue;
      }
      String sku = SKUS.get(type);
      if (sku == null) {
        bill.uncovered("the price book has no GPU " + Notes.quoted(type));
      } else {
        write.line("GPU " + type, sku, count.get().value());
      }
    }
  }

  /** The prices of these series hold their GPUs: cloud.google.com/compute/vm-instance-pricing. */
  private static boolean isInPrice(String machineType) {
    String name = Names.lastPart(machineType);
    return name.startsWith("g2-") || name.startsWith("a2-");
  }

  /** Takes one kind of GPU. */
  interface Writer {
    void line(String what, String sku, BigDecimal count);
  }
}
