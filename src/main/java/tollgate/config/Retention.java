package tollgate.config;

import java.util.List;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Truth;

/**
 * How long the objects of a bucket can be neither deleted nor replaced, by anybody.
 *
 * @param days counted from the upload of each object
 * @param locked true makes that final: not even an owner can shorten it again
 */
public record Retention(int days, boolean locked) {
  /** A hundred years, Cloud Storage's own limit (cloud.google.com/storage/docs/bucket-lock). */
  private static final int MOST_DAYS = 36_500;

  private static final Field<Integer> DAYS =
      Field.of("days", new Numbers(1, MOST_DAYS, "days"))
          .means("How long after its upload an object can be neither deleted nor replaced.")
          .like("365");
  private static final Field<Boolean> LOCKED =
      Field.of("locked", new Truth())
          .orElse(false)
          .means("Whether that can never be undone; the gate refuses it without a waiver.")
          .like("false");

  static final Shape<Retention> SHAPE =
      new Shape<>(
          "retention",
          "How long objects are kept, whoever wants to delete them.",
          List.of(DAYS, LOCKED),
          in -> new Retention(in.get(DAYS), in.get(LOCKED)));

  public Retention {
    new Faults().check(DAYS, days).raise();
  }
}
