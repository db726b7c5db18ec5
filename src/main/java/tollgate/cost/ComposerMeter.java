package tollgate.cost;

import java.util.Map;

/**
 * Cloud Composer 3: compute units by the hour and the database's storage. How many units an
 * environment holds is shown by Google's console only, so they are declared. Source:
 * cloud.google.com/composer/pricing.
 */
final class ComposerMeter implements Meter {

  @Override
  public Map<String, String> usageKeys() {
    return Map.of(
        "dcu", "compute units (DCU) the environment holds on average",
        "database_gib", "GiB of its database");
  }

  @Override
  public void bill(Planned environment, Surroundings all, Bill bill) {
    Place place = environment.place("region");
    if (!place.isKnown()) {
      bill.uncovered(place.problem());
      return;
    }
    String version = environment.text("config.software_config.image_version").orElse("");
    if (!version.startsWith("composer-3")) {
      bill.uncovered(
          version.isEmpty()
              ? "the image version is not known, and Composer 1, 2 and 3 are billed differently"
              : "the price book has only Composer 3, and the image is " + Notes.quoted(version));
      return;
    }
    if (!bill.isDeclared("dcu")) {
      bill.uncovered(
          "how many compute units the environment holds is known only to Google: declare dcu");
      return;
    }
    bill.floor(
        "Composer 3 compute units",
        "composer3.dcu.hour",
        place.region(),
        bill.declared("dcu").multiply(Month.HOURS),
        "as declared");
    bill.usage(
        "Composer 3 database",
        "composer3.database-storage.gib-hour",
        place.region(),
        bill.declared("database_gib").multiply(Month.HOURS),
        "as declared");
  }
}
