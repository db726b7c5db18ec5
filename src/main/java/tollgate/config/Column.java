package tollgate.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;

/** One column of a BigQuery table. */
public record Column(String name, ColumnType type, Mode mode, Optional<String> description) {

  /** Whether a row has none, one or many of it. */
  public enum Mode {
    NULLABLE,
    REQUIRED,
    REPEATED
  }

  /** Beginnings that BigQuery keeps for itself (cloud.google.com/bigquery/docs/schemas). */
  private static final List<String> RESERVED =
      List.of("_table_", "_file_", "_partition", "_row_timestamp", "__root__", "_colidentifier");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,299}");

  /** A column's name, wherever one is spelled. */
  static final Kind<String> NAME_KIND =
      Kind.text("column", Column::name, Kind.matching("^" + NAME + "$"));

  private static final Field<String> NAME_FIELD =
      Field.of("name", NAME_KIND)
          .means("Letters, digits and underscores, no digit first.")
          .like("pickup_at");
  private static final Field<ColumnType> TYPE =
      Field.of("type", types()).means("What it holds.").like("timestamp");
  private static final Field<Mode> MODE =
      Field.of("mode", new Choice<>(Mode.class))
          .orElse(Mode.NULLABLE)
          .means("Whether a row may have none of it, must have one, or has a list.")
          .like("required");
  private static final Field<Optional<String>> DESCRIPTION =
      Field.maybe("description", Kind.words("description", 1))
          .means("What readers of the table should know.")
          .like("When the ride began");

  static final Shape<Column> SHAPE =
      new Shape<>(
          "column",
          "One column of a table. Nested columns are written in Java.",
          List.of(NAME_FIELD, TYPE, MODE, DESCRIPTION),
          in -> new Column(in.get(NAME_FIELD), in.get(TYPE), in.get(MODE), in.get(DESCRIPTION)));

  public Column {
    new Faults().check(NAME_FIELD, name).check(DESCRIPTION, description).raise();
  }

  /** The types, with an answer for SQL's other words for some of them. */
  static Choice<ColumnType> types() {
    return new Choice<>(ColumnType.class)
        .refusing("int64", "int64 is spelled integer here.")
        .refusing("float64", "float64 is spelled float here.")
        .refusing("bool", "bool is spelled boolean here.")
        .refusing("record", "Nested columns are not possible in this file.")
        .refusing("struct", "Nested columns are not possible in this file.");
  }

  private static String name(String text) {
    if (!NAME.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " is no column. Use letters, digits and underscores, no digit first.");
    }
    String lower = text.toLowerCase(Locale.ROOT);
    RESERVED.stream()
        .filter(lower::startsWith)
        .findFirst()
        .ifPresent(
            word -> {
              throw new IllegalArgumentException(
                  Shown.quoted(text)
                      + " begins with "
                      + word
                      + ", which BigQuery keeps for itself. Use another name.");
            });
    return text;
  }
}
