package tollgate.config;

/** What a column of a BigQuery table holds. */
public enum ColumnType {
  STRING,
  BYTES,
  INTEGER,
  FLOAT,
  NUMERIC,
  BIGNUMERIC,
  BOOLEAN,
  DATE,
  DATETIME,
  TIME,
  TIMESTAMP,
  GEOGRAPHY,
  JSON;

  /** True for what a table can be partitioned by. */
  boolean isTime() {
    return this == DATE || this == DATETIME || this == TIMESTAMP;
  }

  /**
   * True for what rows can be clustered by
   * (cloud.google.com/bigquery/docs/clustered-tables#cluster_column_types).
   */
  boolean clusters() {
    return switch (this) {
      case BYTES, FLOAT, TIME, JSON -> false;
      default -> true;
    };
  }

  /** True for what the folders of a hive layout can spell. */
  boolean isFolder() {
    return switch (this) {
      case STRING, INTEGER, DATE, TIMESTAMP -> true;
      default -> false;
    };
  }
}
