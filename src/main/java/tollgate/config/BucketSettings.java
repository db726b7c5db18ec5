package tollgate.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Faults;
import tollgate.config.read.Field;
import tollgate.config.read.Kind;
import tollgate.config.read.Numbers;
import tollgate.config.read.Shape;
import tollgate.config.read.Shown;
import tollgate.config.read.Truth;

/**
 * One bucket of the lake.
 *
 * @param purpose one word for what it is for; the bucket is named {@code project-purpose}
 * @param expireDays age in days at which objects are deleted; empty keeps them
 * @param storageClass the class new objects get
 * @param versioning true keeps replaced and deleted objects for a while
 * @param location empty for the data location of the settings
 */
public record BucketSettings(
    String purpose,
    Optional<Integer> expireDays,
    StorageClass storageClass,
    boolean versioning,
    Optional<Location> location) {
  private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,54}[a-z0-9])?");

  private static final Field<String> PURPOSE =
      Field.of(
              "purpose",
              Kind.text("purpose", BucketSettings::purpose, Kind.matching("^" + WORD + "$")))
          .means("One word for what the bucket is for; its name is project-purpose.")
          .like("landing");
  private static final Field<Optional<Integer>> EXPIRE_DAYS =
      Field.maybe("expire_days", new Numbers(1, 36_500, "days"))
          .showing("never")
          .means("Age at which objects are deleted.")
          .like("30");
  private static final Field<StorageClass> STORAGE_CLASS =
      Field.of("storage_class", new Choice<>(StorageClass.class))
          .orElse(StorageClass.STANDARD)
          .means("The storage class of new objects; the colder, the dearer to read.")
          .like("standard");
  private static final Field<Boolean> VERSIONING =
      Field.of("versioning", new Truth())
          .orElse(false)
          .means("Whether replaced and deleted objects are kept for a while.")
          .like("true");
  private static final Field<Optional<Location>> LOCATION =
      Field.maybe("location", Location.KIND)
          .showing("data_location")
          .means(
              "Where the bucket lies. It must be data_location or a pair of regions inside it, since"
                  + " BigQuery reads no bucket elsewhere.")
          .like("NAM4");

  static final Shape<BucketSettings> SHAPE =
      new Shape<>(
          "bucket",
          "One bucket of the lake.",
          List.of(PURPOSE, EXPIRE_DAYS, STORAGE_CLASS, VERSIONING, LOCATION),
          in ->
              new BucketSettings(
                  in.get(PURPOSE),
                  in.get(EXPIRE_DAYS),
                  in.get(STORAGE_CLASS),
                  in.get(VERSIONING),
                  in.get(LOCATION)));

  public BucketSettings {
    Faults faults = new Faults().check(PURPOSE, purpose).check(EXPIRE_DAYS, expireDays);
    int least = shortestStay(storageClass);
    if (expireDays.isPresent() && expireDays.get() < least) {
      faults.add(
          "objects would go after %s days, but %s storage bills %d days at least. Use %d or more, or a warmer storage_class."
              .formatted(expireDays.get(), Choice.spelled(storageClass), least, least),
          "expire_days",
          "storage_class");
    }
    faults.raise();
  }

  /** Days that Cloud Storage bills at least for an object of a class. */
  private static int shortestStay(StorageClass storageClass) {
    return switch (storageClass) {
      case STANDARD -> 0;
      case NEARLINE -> 30;
      case COLDLINE -> 90;
      case ARCHIVE -> 365;
    };
  }

  private static String purpose(String text) {
    if (!WORD.matcher(text).matches()) {
      throw new IllegalArgumentException(
          Shown.quoted(text)
              + " cannot be part of a bucket's name. Use lower-case letters, digits and dashes, at"
              + " most 56.");
    }
    if (text.contains("google") || text.contains("g00gle")) {
      throw new IllegalArgumentException(
          Shown.quoted(text) + " holds a word that bucket names must not hold. Use another word.");
    }
    return text;
  }
}
