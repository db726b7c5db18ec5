package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;

/** Cloud KMS keys: each version that is not destroyed, and operations. */
final class KeyMeter implements Meter {

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "key_versions", "versions that exist, 1 if not given",
        "operations", "cryptographic operations");
  }

  @Override
  public void bill(Planned key, Surroundings all, Bill bill) {
    String level = key.text("version_template.protection_level").orElse("SOFTWARE");
    String algorithm = key.text("version_template.algorithm").orElse("");
    boolean unknown =
        key.isUnknown("version_template.protection_level")
            || key.isUnknown("version_template.algorithm")
            || key.isUnknown("purpose");
    boolean symmetric = key.text("purpose").orElse("ENCRYPT_DECRYPT").equals("ENCRYPT_DECRYPT");
    if (unknown) {
      bill.uncovered("the kind of key is known only after apply, and the price depends on it");
    } else if (level.equals("SOFTWARE") && symmetric) {
      write(key, "software-symmetric", bill);
    } else if (level.equals("HSM") && algorithm.startsWith("EC_SIGN_P256")) {
      write(key, "hsm-ec-p256", bill);
    } else {
      bill.uncovered(
          "the price book has no %s key %s"
              .formatted(Notes.quoted(level), Notes.quoted(algorithm)));
    }
  }

  private static void write(Planned key, String kind, Bill bill) {
    BigDecimal versions = bill.declared("key_versions").max(BigDecimal.ONE);
    String rotates =
        key.isUnset("rotation_period") ? "" : "every rotation adds a version that is billed too";
    bill.floor(
        "key versions",
        "kms.key-version.%s.month".formatted(kind),
        PriceBook.GLOBAL,
        versions,
        rotates);
    bill.declared(
        "key operations",
        "kms.operations.%s.10k-operations".formatted(kind),
        PriceBook.GLOBAL,
        "operations",
        10_000);
  }
}
