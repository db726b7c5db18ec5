package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * The orchestrator's PostgreSQL database: on Cloud SQL, or beside it on the workstation.
 *
 * @param tier its machine
 * @param storageGb size at the start, in GB
 * @param maxStorageGb where automatic growth ends, in GB; there is always an end
 * @param availability with a stand-by in another zone or without
 * @param version of PostgreSQL
 * @param connection how it is reached; empty leaves it to the target
 */
public record Database(
    SqlTier tier,
    int storageGb,
    int maxStorageGb,
    Availability availability,
    DatabaseVersion version,
    Optional<DatabaseConnection> connection) {
  private static final Field<SqlTier> TIER =
      Field.of("tier", SqlTier.KIND)
          .orElse(new SqlTier("db-g1-small"))
          .means("Tier of the ENTERPRISE edition.")
          .like("db-g1-small");
  private static final Field<Integer> STORAGE_GB =
      Field.of("storage_gb", new Numbers(10, 65_536, "GB"))
          .orElse(10)
          .means("Storage at the start in GB. It grows by itself but never shrinks.")
          .like("10");
  private static final Field<Integer> MAX_STORAGE_GB =
      Field.of("max_storage_gb", new Numbers(10, 65_536, "GB"))
          .orElse(50)
          .means("Where the growth of the storage ends, in GB.")
          .like("50");
  private static final Field<Availability> AVAILABILITY =
      Field.of("availability", new Choice<>(Availability.class))
          .orElse(Availability.ZONAL)
          .means("Whether there is a stand-by in another zone; regional doubles the price.")
          .like("zonal");
  private static final Field<DatabaseVersion> VERSION =
      Field.of("version", new Choice<>(DatabaseVersion.class))
          .orElse(DatabaseVersion.POSTGRES_16)
          .means("Version of PostgreSQL.")
          .like("postgres-16");

  private static final Field<Optional<DatabaseConnection>> CONNECTION =
      Field.maybe("connection", new Choice<>(DatabaseConnection.class))
          .showing("connector; beside on the workstation")
          .means(
              "How it is reached: through Google's connector, at a private address (private-ip), or on"
                  + " the same machine without Cloud SQL (beside, with target: vm).")
          .like("connector");

  static final Shape<Database> SHAPE =
      new Shape<>(
          "database",
          "The orchestrator's PostgreSQL database: on Cloud SQL, or beside it on the workstation.",
          List.of(TIER, STORAGE_GB, MAX_STORAGE_GB, AVAILABILITY, VERSION, CONNECTION),
          in ->
              new Database(
                  in.get(TIER),
                  in.get(STORAGE_GB),
                  in.get(MAX_STORAGE_GB),
                  in.get(AVAILABILITY),
                  in.get(VERSION),
                  in.get(CONNECTION)));

  /** The database of settings that say nothing about it. */
  static final Database DEFAULT = SHAPE.ofDefaults();

  public Database {
    Faults faults = new Faults().check(STORAGE_GB, storageGb).check(MAX_STORAGE_GB, maxStorageGb);
    if (maxStorageGb < storageGb) {
      faults.add(
          "%d GB is less than the %d GB of storage_gb. Use at least as much."
              .formatted(maxStorageGb, storageGb),
          "max_storage_gb",
          "storage_gb");
    }
    faults.raise();
  }

  /** Notes what says nothing when there is no Cloud SQL instance. */
  void checkBeside(Faults faults) {
    if (!tier.equals(DEFAULT.tier)
        || storageGb != DEFAULT.storageGb
        || maxStorageGb != DEFAULT.maxStorageGb
        || availability != DEFAULT.availability) {
      faults.add(
          "a database beside it has no tier, size or availability of its own. Leave all but its version out, or use connection: connector.",
          "database.connection",
          "database");
    }
  }
}
