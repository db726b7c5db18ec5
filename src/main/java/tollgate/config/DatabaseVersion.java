package tollgate.config;

/**
 * The PostgreSQL versions of Cloud SQL that the orchestrators run on; spelled as Cloud SQL does.
 */
public enum DatabaseVersion {
  POSTGRES_14,
  POSTGRES_15,
  POSTGRES_16,
  POSTGRES_17
}
