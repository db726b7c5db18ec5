package tollgate.config;

import java.util.List;
import java.util.Optional;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;

/**
 * How a table is cut into pieces by time, so that a query reads only those it asks for.
 *
 * @param by how much time is in one piece
 * @param column the time that counts; empty for the moment of loading
 * @param expireDays age in days at which a piece is deleted; empty for the dataset's
 */
public record Partition(By by, Optional<String> column, Optional<Integer> expireDays) {

  /** A span of the calendar. */
  public enum By {
    HOUR,
    DAY,
    MONTH,
    YEAR
  }

  private static final Field<By> BY =
      Field.of("by", new Choice<>(By.class))
          .orElse(By.DAY)
          .means("How much time is in one partition.")
          .like("month");
  private static final Field<Optional<String>> COLUMN =
      Field.maybe("column", Column.NAME_KIND)
          .showing("the moment of loading")
          .means("The date, datetime or timestamp that counts.")
          .like("pickup_at");
  private static final Field<Optional<Integer>> EXPIRE_DAYS =
      Field.maybe("expire_days", new Numbers(1, 36_500, "days"))
          .showing("the dataset's")
          .means("Age at which a partition is deleted.")
          .like("400");

  static final Shape<Partition> SHAPE =
      new Shape<>(
          "partition",
          "How a table is cut into pieces by time.",
          List.of(BY, COLUMN, EXPIRE_DAYS),
          in -> new Partition(in.get(BY), in.get(COLUMN), in.get(EXPIRE_DAYS)));

  public Partition {
    new Faults().check(COLUMN, column).check(EXPIRE_DAYS, expireDays).raise();
  }
}
