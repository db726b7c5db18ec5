package tollgate.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * One BigQuery dataset.
 *
 * @param id its id in the project
 * @param expireDays days after which new tables are deleted; empty keeps them
 * @param location empty for the data location of the settings
 * @param partitionExpireDays days after which partitions of new tables are deleted; empty for the
 *     same as tables
 * @param description for its readers
 * @param timeTravelHours how long a table can be read as it was, and is billed for that; empty for
 *     BigQuery's own 168
 * @param storageBilling whether bytes are counted before or after compression
 * @param kmsKey empty for the key of the lake
 * @param labels besides the stack's own
 * @param readers who may read tables
 * @param writers who may also write and delete them
 * @param tables no id twice
 */
public record DatasetSettings(
    DatasetId id,
    Optional<Integer> expireDays,
    Optional<Location> location,
    Optional<Integer> partitionExpireDays,
    Optional<String> description,
    Optional<Integer> timeTravelHours,
    StorageBilling storageBilling,
    Optional<KmsKey> kmsKey,
    Map<String, String> labels,
    List<Principal> readers,
    List<Principal> writers,
    List<TableSettings> tables) {

  /** Which bytes are billed. */
  public enum StorageBilling {
    /** As they are before compression; time travel is free. */
    LOGICAL,
    /** As they are stored, at twice the price or so; time travel is billed too. */
    PHYSICAL
  }

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
  private static final Field<Optional<Integer>> PARTITION_EXPIRE_DAYS =
      Field.maybe("partition_expire_days", new Numbers(1, 36_500, "days"))
          .showing("expire_days")
          .means("Age at which a partition of a table is deleted; such a table itself stays.")
          .like("400");
  private static final Field<Optional<String>> DESCRIPTION =
      Field.maybe("description", Kind.words("description", 1))
          .means("What readers of the dataset should know.")
          .like("Rides of New York's taxis");
  private static final Field<Optional<Integer>> TIME_TRAVEL_HOURS =
      Field.maybe("time_travel_hours", new Numbers(48, 168, "hours"))
          .showing("168")
          .means("How long a table can be read as it was: 48 to 168 hours, in whole days.")
          .like("48");
  private static final Field<StorageBilling> STORAGE_BILLING =
      Field.of("storage_billing", new Choice<>(StorageBilling.class))
          .orElse(StorageBilling.LOGICAL)
          .means(
              "Whether bytes are billed before compression (logical) or as stored (physical: dearer a"
                  + " byte, and time travel is billed too). It can be changed once in 14 days.")
          .like("physical");
  private static final Field<Optional<KmsKey>> KMS_KEY =
      KmsKey.field("An existing key of Cloud KMS that new tables are encrypted with.")
          .showing("the lake's, else Google's own");
  private static final Field<Map<String, String>> LABELS =
      Labels.field("Labels besides those of everything.");
  private static final Field<List<Principal>> READERS =
      Access.readers("Who may read its tables and run queries in the project.");
  private static final Field<List<Principal>> WRITERS =
      Access.writers("Who may also write and delete tables.", "dbt");
  private static final Field<List<TableSettings>> TABLES =
      Field.of("tables", new Lists<>("tables", TableSettings.SHAPE, 0, 200))
          .orElse(List.of())
          .means("Tables that are made with the dataset; pipelines may make others.")
          .like("[{id: trips, columns: [{name: fare, type: numeric}]}]");

  static final Shape<DatasetSettings> SHAPE =
      new Shape<>(
          "dataset",
          "One BigQuery dataset.",
          List.of(
              ID,
              EXPIRE_DAYS,
              LOCATION,
              PARTITION_EXPIRE_DAYS,
              DESCRIPTION,
              TIME_TRAVEL_HOURS,
              STORAGE_BILLING,
              KMS_KEY,
              LABELS,
              READERS,
              WRITERS,
              TABLES),
          in ->
              new DatasetSettings(
                  in.get(ID),
                  in.get(EXPIRE_DAYS),
                  in.get(LOCATION),
                  in.get(PARTITION_EXPIRE_DAYS),
                  in.get(DESCRIPTION),
                  in.get(TIME_TRAVEL_HOURS),
                  in.get(STORAGE_BILLING),
                  in.get(KMS_KEY),
                  in.get(LABELS),
                  in.get(READERS),
                  in.get(WRITERS),
                  in.get(TABLES)));

  public DatasetSettings {
    labels = Map.copyOf(labels);
    readers = List.copyOf(readers);
    writers = List.copyOf(writers);
    tables = List.copyOf(tables);
    Faults faults =
        new Faults()
            .check(EXPIRE_DAYS, expireDays)
            .check(PARTITION_EXPIRE_DAYS, partitionExpireDays)
            .check(DESCRIPTION, description)
            .check(TIME_TRAVEL_HOURS, timeTravelHours)
            .check(LABELS, labels)
            .unless(
                timeTravelHours.filter(hours -> hours % 24 != 0).isEmpty(),
                "time travel is counted in whole days. Use 48, 72, 96, 120, 144 or 168.",
                "time_travel_hours");
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < tables.size(); i++) {
      if (!ids.add(tables.get(i).id())) {
        faults.add("another table has this id. Use one id for each.", "tables[" + i + "].id");
      }
    }
    Access.check(faults, readers, writers);
    faults.raise();
  }
}
