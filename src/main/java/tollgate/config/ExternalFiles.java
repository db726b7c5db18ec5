package tollgate.config;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Lists;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/**
 * Files in a bucket of the lake that a table reads where they lie.
 *
 * @param bucket purpose of the bucket
 * @param folder below which the files lie; empty for the whole bucket
 * @param format of every file
 * @param folders what the names of the folders below spell, hive's way: {@code year=2024/…}
 * @param skipRows lines at the top of a CSV file that hold no data
 */
public record ExternalFiles(
    String bucket, Optional<String> folder, Format format, List<Folder> folders, int skipRows) {

  /** How the files are written. */
  public enum Format {
    PARQUET,
    CSV,
    JSON,
    AVRO,
    ORC;

    /** True when a file says itself what columns it has. */
    public boolean tellsColumns() {
      return this == PARQUET || this == AVRO || this == ORC;
    }
  }

  /**
   * One level of folders.
   *
   * @param name the column it becomes
   */
  public record Folder(String name, ColumnType type) {
    private static final Field<String> NAME =
        Field.of("name", Column.NAME_KIND).means("The column it becomes.").like("year");
    private static final Field<ColumnType> TYPE =
        Field.of("type", Column.types())
            .orElse(ColumnType.STRING)
            .means("What its values are: string, integer, date or timestamp.")
            .like("integer");

    static final Shape<Folder> SHAPE =
        new Shape<>(
            "folder",
            "One level of folders whose names are values, as in year=2024.",
            List.of(NAME, TYPE),
            in -> new Folder(in.get(NAME), in.get(TYPE)));

    public Folder {
      Faults faults = new Faults().check(NAME, name);
      if (!type.isFolder()) {
        faults.add(
            "the name of a folder is no %s. Use string, integer, date or timestamp."
                .formatted(Choice.spelled(type)),
            "type");
      }
      faults.raise();
    }
  }

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_.=-]+(?:/[A-Za-z0-9_.=-]+)*");

  private static final Field<String> BUCKET =
      Field.of("bucket", Kind.words("purpose of a bucket", 1))
          .means("Purpose of the bucket in the lake.")
          .like("lake");
  private static final Field<Optional<String>> FOLDER =
      Field.maybe(
              "folder", Kind.text("folder", ExternalFiles::path, Kind.matching("^" + PATH + "$")))
          .showing("the whole bucket")
          .means("Where the files lie in it.")
          .like("trips/yellow");
  private static final Field<Format> FORMAT =
      Field.of("format", new Choice<>(Format.class))
          .orElse(Format.PARQUET)
          .means("How the files are written; json has one object on each line.")
          .like("csv");
  private static final Field<List<Folder>> FOLDERS =
      Field.of("folders", new Lists<>("folders", Folder.SHAPE, 0, 10))
          .orElse(List.of())
          .means("What the names of the folders below spell, hive's way, as in year=2024/month=1.")
          .like("[{name: year, type: integer}, {name: month, type: integer}]");
  private static final Field<Integer> SKIP_ROWS =
      Field.of("skip_rows", new Numbers(0, 1_000, "rows"))
          .orElse(0)
          .means("Lines at the top of each CSV file that hold no data, such as a heading.")
          .like("1");

  static final Shape<ExternalFiles> SHAPE =
      new Shape<>(
          "external",
          "Files in a bucket of the lake that a table reads where they lie. Without columns BigQuery"
              + " reads them from a file, so one must be there before the table is made.",
          List.of(BUCKET, FOLDER, FORMAT, FOLDERS, SKIP_ROWS),
          in ->
              new ExternalFiles(
                  in.get(BUCKET),
                  in.get(FOLDER),
                  in.get(FORMAT),
                  in.get(FOLDERS),
                  in.get(SKIP_ROWS)));

  public ExternalFiles {
    folders = List.copyOf(folders);
    Faults faults =
        new Faults()
            .check(BUCKET, bucket)
            .check(FOLDER, folder)
            .check(FOLDERS, folders)
            .check(SKIP_ROWS, skipRows)
            .unless(
                skipRows == 0 || format == Format.CSV,
                "only CSV files have lines to skip. Leave it out.",
                "skip_rows",
                "format");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < folders.size(); i++) {
      if (!names.add(folders.get(i).name())) {
        faults.add("another folder has this name. Use one name for each.", "folders[" + i + "]");
      }
    }
    faults.raise();
  }

  private static String path(String text) {
    if (text.length() > 500 || !PATH.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no folder. Use letters, digits and _ . = -, as in trips/yellow, no slash first or"
              + " last.");
    }
    return text;
  }
}
