package tollgate.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;
import tollgate.config.read.Truth;

/**
 * One table of a dataset.
 *
 * @param id its name in the dataset
 * @param columns no name twice; empty lets whoever writes first decide
 * @param partition empty for a table in one piece
 * @param clusterBy up to four columns that rows are sorted by
 * @param requirePartitionFilter true refuses a query that would read every partition
 * @param external the files it reads; empty for a table that holds its rows itself
 */
public record TableSettings(
    String id,
    Optional<String> description,
    List<Column> columns,
    Optional<Partition> partition,
    List<String> clusterBy,
    boolean requirePartitionFilter,
    Optional<ExternalFiles> external,
    Map<String, String> labels) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,1024}");

  /** BigQuery's limits (cloud.google.com/bigquery/quotas#all_tables). */
  private static final int MOST_COLUMNS = 10_000;

  private static final int MOST_CLUSTERING = 4;

  private static final Field<String> ID =
      Field.of("id", Kind.text("table id", TableSettings::id, Kind.matching("^" + NAME + "$")))
          .means("Name of the table in its dataset: letters, digits, underscores and dashes.")
          .like("trips");
  private static final Field<Optional<String>> DESCRIPTION =
      Field.maybe("description", Kind.words("description", 1))
          .means("What readers of the table should know.")
          .like("One row for each ride");
  private static final Field<List<Column>> COLUMNS =
      Field.of("columns", new Lists<>("columns", Column.SHAPE, 0, MOST_COLUMNS))
          .orElse(List.of())
          .means("The columns in their order; without any, the first load decides.")
          .like("[{name: pickup_at, type: timestamp}]");
  private static final Field<Optional<Partition>> PARTITION =
      Field.maybe("partition", Partition.SHAPE)
          .showing("none")
          .means("How the table is cut into pieces by time.")
          .like("{by: month}");
  private static final Field<List<String>> CLUSTER_BY =
      Field.of("cluster_by", new Lists<>("columns", Column.NAME_KIND, 0, MOST_CLUSTERING))
          .orElse(List.of())
          .means("Up to four columns that rows are sorted by, the most asked-for first.")
          .like("[pickup_at]");
  private static final Field<Optional<Boolean>> REQUIRE_PARTITION_FILTER =
      Field.maybe("require_partition_filter", new Truth())
          .showing("true where there are partitions")
          .means("Whether a query that would read every partition is refused.")
          .like("false");
  private static final Field<Optional<ExternalFiles>> EXTERNAL =
      Field.maybe("external", ExternalFiles.SHAPE)
          .showing("the table holds its rows itself")
          .means("Files in a bucket of the lake that the table reads where they lie.")
          .like("{bucket: lake, folder: trips}");
  private static final Field<Map<String, String>> LABELS =
      Labels.field("Labels besides those of everything.");

  static final Shape<TableSettings> SHAPE =
      new Shape<>(
          "table",
          "One table of a dataset. How long it lives is the dataset's expire_days.",
          List.of(
              ID,
              DESCRIPTION,
              COLUMNS,
              PARTITION,
              CLUSTER_BY,
              REQUIRE_PARTITION_FILTER,
              EXTERNAL,
              LABELS),
          in ->
              new TableSettings(
                  in.get(ID),
                  in.get(DESCRIPTION),
                  in.get(COLUMNS),
                  in.get(PARTITION),
                  in.get(CLUSTER_BY),
                  in.get(REQUIRE_PARTITION_FILTER)
                      .orElse(
                          in.get(PARTITION).isPresent()
                              || in.get(EXTERNAL)
                                  .filter(files -> !files.folders().isEmpty())
                                  .isPresent()),
                  in.get(EXTERNAL),
                  in.get(LABELS)));

  public TableSettings {
    columns = List.copyOf(columns);
    clusterBy = List.copyOf(clusterBy);
    labels = Map.copyOf(labels);
    Faults faults =
        new Faults()
            .check(ID, id)
            .check(DESCRIPTION, description)
            .check(COLUMNS, columns)
            .check(CLUSTER_BY, clusterBy)
            .check(LABELS, labels);
    TableColumns.check(faults, columns, partition, clusterBy, external);
    boolean cut =
        partition.isPresent() || external.filter(files -> !files.folders().isEmpty()).isPresent();
    faults
        .unless(
            cut || !requirePartitionFilter,
            "the table has no partitions to filter by. Add partition, or leave this out.",
            "require_partition_filter",
            "partition")
        .unless(
            external.isEmpty() || partition.isEmpty(),
            "files are not partitioned by time but by their folders. Name these in external.folders.",
            "partition",
            "external")
        .unless(
            external.isEmpty() || clusterBy.isEmpty(),
            "BigQuery does not sort the rows of files. Leave cluster_by out.",
            "cluster_by",
            "external")
        .raise();
  }

  private static String id(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " is no table id. Use letters, digits, underscores and dashes.");
    }
    return text;
  }
}
