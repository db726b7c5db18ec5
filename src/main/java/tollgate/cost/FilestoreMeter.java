package tollgate.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/**
 * Filestore: the provisioned capacity is billed, used or not. Limits: cloud.google.com/filestore
 * service tiers.
 */
final class FilestoreMeter implements Meter {

  private record Tier(String sku, String words, long least, long most) {}

  private static final Tier HDD =
      new Tier("filestore.basic-hdd.gib-month", "Basic HDD", 1024, 65_434);
  private static final Tier SSD =
      new Tier("filestore.basic-ssd.gib-month", "Basic SSD", 2560, 65_434);
  private static final Tier ZONAL = new Tier("filestore.zonal.gib-month", "Zonal", 1024, 102_400);

  /** STANDARD and PREMIUM are the older names of the basic tiers. */
  private static final Map<String, Tier> TIERS =
      Map.of(
          "BASIC_HDD", HDD,
          "STANDARD", HDD,
          "BASIC_SSD", SSD,
          "PREMIUM", SSD,
          "ZONAL", ZONAL);

  @Override
  public void bill(Planned instance, Surroundings all, Bill bill) {
    Place place = instance.place("location", "zone");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    if (instance.isUnknown("tier")) {
      bill.uncovered("tier is known only after apply, and the price depends on it");
      return;
    }
    String written = instance.text("tier").orElse("");
    Tier tier = TIERS.get(written);
    if (tier == null) {
      bill.uncovered("the price book has no Filestore tier " + Notes.quoted(written));
      return;
    }
    if (instance.count("performance_config") > 0 || instance.isUnknown("performance_config")) {
      bill.uncovered("the price book has no Filestore with performance of its own");
    }
    Optional<Amount> capacity =
        instance.amount(
            "file_shares.capacity_gb", Optional.empty(), Optional.of(Amount.of(tier.most())), bill);
    capacity.ifPresent(
        gib -> {
          Amount billed =
              gib.atLeast(
                  BigDecimal.valueOf(tier.least()),
                  "the smallest instance of this tier has %d GiB".formatted(tier.least()));
          bill.floor(
              "Filestore %s %s GiB".formatted(tier.words(), billed.value().toPlainString()),
              tier.sku(),
              place.region(),
              billed.value(),
              billed.note());
        });
  }
}
