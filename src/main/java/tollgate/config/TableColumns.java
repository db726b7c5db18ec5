package tollgate.config;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Shown;

/** What a table's partitions, order and files need of its columns. */
final class TableColumns {
  private TableColumns() {}

  static void check(
      Faults faults,
      List<Column> columns,
      Optional<Partition> partition,
      List<String> clusterBy,
      Optional<ExternalFiles> external) {
    Map<String, Column> byName = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      // BigQuery knows no difference between Id and id.
      if (byName.put(columns.get(i).name().toLowerCase(Locale.ROOT), columns.get(i)) != null) {
        faults.add(
            "another column has this name. Use one name for each.", "columns[" + i + "].name");
      }
    }
    partition.ifPresent(cut -> partition(faults, byName, cut));
    for (int i = 0; i < clusterBy.size(); i++) {
      String path = "cluster_by[" + i + "]";
      Optional<Column> column = find(faults, byName, clusterBy.get(i), path);
      if (column.isPresent()
          && (!column.get().type().clusters() || column.get().mode() == Column.Mode.REPEATED)) {
        faults.add(
            "rows are not sorted by a %s. Name another column.".formatted(noun(column.get())),
            path,
            "columns");
      }
    }
    external.ifPresent(files -> files(faults, byName, files));
  }

  private static void partition(Faults faults, Map<String, Column> columns, Partition cut) {
    Optional<Column> column =
        cut.column().flatMap(name -> find(faults, columns, name, "partition.column"));
    if (column.isEmpty()) {
      return;
    }
    if (!column.get().type().isTime() || column.get().mode() == Column.Mode.REPEATED) {
      faults.add(
          "a table is partitioned by one date, datetime or timestamp, and this is a %s. Name another column."
              .formatted(noun(column.get())),
          "partition.column",
          "columns");
    } else if (cut.by() == Partition.By.HOUR && column.get().type() == ColumnType.DATE) {
      faults.add(
          "a date has no hours. Use day, month or year, or a timestamp.",
          "partition.by",
          "partition.column");
    }
  }

  private static String noun(Column column) {
    return column.mode() == Column.Mode.REPEATED
        ? "list"
        : Choice.spelled(column.type()) + " column";
  }

  private static Optional<Column> find(
      Faults faults, Map<String, Column> columns, String name, String path) {
    Column column = columns.get(name.toLowerCase(Locale.ROOT));
    if (column == null) {
      faults.add(
          "there is no column %s. Add it to columns with its type.".formatted(Shown.quoted(name)),
          path,
          "columns");
    }
    return Optional.ofNullable(column);
  }

  private static void files(Faults faults, Map<String, Column> columns, ExternalFiles files) {
    if (columns.isEmpty() && !files.format().tellsColumns()) {
      faults.add(
          "%s files do not say what their columns hold. List the columns."
              .formatted(files.format().name()),
          "columns",
          "external.format");
    }
    for (int i = 0; i < files.folders().size(); i++) {
      String name = files.folders().get(i).name();
      if (columns.containsKey(name.toLowerCase(Locale.ROOT))) {
        faults.add(
            "the folders already give the column %s. Leave it out of columns."
                .formatted(Shown.quoted(name)),
            "external.folders[" + i + "].name",
            "columns");
      }
    }
  }
}
