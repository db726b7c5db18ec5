package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * One BigQuery dataset.
 *
 * @param id its id in the project
 * @param expireDays days after which new tables are deleted; empty keeps them
 * @param location empty for the data location of the settings
 */
public record DatasetSettings(
    DatasetId id, Optional<Integer> expireDays, Optional<Location> location) {
  private static final Field<DatasetId> ID =
      Field.of("id", DatasetId.KIND)
          .means("Id of the dataset: letters, digits and underscores.")
          .like("ny_taxi");
  private static final Field<Optional<Integer>> EXPIRE_DAYS =
      Field.maybe("expire_days", new Numbers(1, 36_500, "days"))
          .showing("never")
          .means("Days after its creation at which a table is deleted.")
          .like("7");
  private static final Field<Optional<Location>> LOCATION =
      Field.maybe("location", Location.KIND)
          .showing("data_location")
          .means(
              "Where the dataset lies. Anything but data_location is refused: a query cannot read"
                  + " one place and write another.")
          .like("US");

  static final Shape<DatasetSettings> SHAPE =
      new Shape<>(
          "dataset",
          "One BigQuery dataset.",
          List.of(ID, EXPIRE_DAYS, LOCATION),
          in -> new DatasetSettings(in.get(ID), in.get(EXPIRE_DAYS), in.get(LOCATION)));

  public DatasetSettings {
    new Faults().check(EXPIRE_DAYS, expireDays).raise();
  }
}
