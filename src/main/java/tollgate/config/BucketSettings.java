package tollgate.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tollgate.config.read.Choice;
import tollgate.config.read.Dictionary;
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
 * @param oldVersionDays how long that while is
 * @param lifecycle what else becomes of objects, by the name of the rule
 * @param softDeleteDays how long a deleted object can be brought back, 0 for not at all; empty
 *     follows from the rest
 * @param autoclass the coldest class that Cloud Storage may move unused objects to; empty leaves
 *     them where they are
 * @param retention empty lets objects be deleted at any time
 * @param hierarchicalNamespace true makes folders real, so that renaming one is a single step
 * @param kmsKey empty for the key of the lake
 * @param labels besides the stack's own
 * @param readers who may read objects
 * @param writers who may also write and delete them
 */
public record BucketSettings(
    String purpose,
    Optional<Integer> expireDays,
    StorageClass storageClass,
    boolean versioning,
    Optional<Location> location,
    int oldVersionDays,
    Map<String, LifecycleRule> lifecycle,
    Optional<Integer> softDeleteDays,
    Optional<Autoclass> autoclass,
    Optional<Retention> retention,
    boolean hierarchicalNamespace,
    Optional<KmsKey> kmsKey,
    Map<String, String> labels,
    List<Principal> readers,
    List<Principal> writers) {

  /** The coldest class that objects are moved to by themselves. */
  public enum Autoclass {
    NEARLINE,
    ARCHIVE
  }

  private static final Pattern WORD = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,54}[a-z0-9])?");
  private static final Pattern RULE = Pattern.compile("[a-z][a-z0-9-]{0,39}");

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
  private static final Field<Integer> OLD_VERSION_DAYS =
      Field.of("old_version_days", new Numbers(1, 3_650, "days"))
          .orElse(30)
          .means("How long replaced and deleted objects are kept where versions are.")
          .like("90");
  private static final Field<Map<String, LifecycleRule>> LIFECYCLE =
      Field.of(
              "lifecycle",
              new Dictionary<>(
                  "lifecycle rules",
                  RULE,
                  "Use up to 40 lower-case letters, digits and dashes, a letter first.",
                  LifecycleRule.SHAPE,
                  50))
          .orElse(Map.of())
          .means("What else becomes of old objects, each rule under a name of its own.")
          .like("{cool-raw: {after_days: 90, then: coldline, prefixes: [raw/]}}");
  private static final Field<Optional<Integer>> SOFT_DELETE_DAYS =
      Field.maybe("soft_delete_days", new Numbers(0, 90, "days"))
          .showing("7, or 0 with expire_days or versions")
          .means(
              "How long a deleted object can be brought back: 7 to 90 days, or 0 for not at all. It"
                  + " is billed as long.")
          .like("14");
  private static final Field<Optional<Autoclass>> AUTOCLASS =
      Field.maybe("autoclass", new Choice<>(Autoclass.class))
          .showing("off")
          .means(
              "Lets Cloud Storage move what nobody reads to colder classes, down to this one; each"
                  + " 1,000 objects then cost a management fee.")
          .like("archive");
  private static final Field<Optional<Retention>> RETENTION =
      Field.maybe("retention", Retention.SHAPE)
          .showing("none")
          .means("How long objects can be neither deleted nor replaced.")
          .like("{days: 365}");
  private static final Field<Boolean> HIERARCHICAL_NAMESPACE =
      Field.of("hierarchical_namespace", new Truth())
          .orElse(false)
          .means(
              "Whether folders are real, so that renaming one is a single step; it is decided when the"
                  + " bucket is made.")
          .like("true");
  private static final Field<Optional<KmsKey>> KMS_KEY =
      KmsKey.field("An existing key of Cloud KMS that objects are encrypted with.")
          .showing("the lake's, else Google's own");
  private static final Field<Map<String, String>> LABELS =
      Labels.field("Labels besides those of everything.");
  private static final Field<List<Principal>> READERS =
      Access.readers("Who may read its objects, besides the workstation and the orchestrator.");
  private static final Field<List<Principal>> WRITERS =
      Access.writers("Who may also write and delete its objects.", "loader");

  static final Shape<BucketSettings> SHAPE =
      new Shape<>(
          "bucket",
          "One bucket of the lake.",
          List.of(
              PURPOSE,
              EXPIRE_DAYS,
              STORAGE_CLASS,
              VERSIONING,
              LOCATION,
              OLD_VERSION_DAYS,
              LIFECYCLE,
              SOFT_DELETE_DAYS,
              AUTOCLASS,
              RETENTION,
              HIERARCHICAL_NAMESPACE,
              KMS_KEY,
              LABELS,
              READERS,
              WRITERS),
          in ->
              new BucketSettings(
                  in.get(PURPOSE),
                  in.get(EXPIRE_DAYS),
                  in.get(STORAGE_CLASS),
                  in.get(VERSIONING),
                  in.get(LOCATION),
                  in.get(OLD_VERSION_DAYS),
                  in.get(LIFECYCLE),
                  in.get(SOFT_DELETE_DAYS),
                  in.get(AUTOCLASS),
                  in.get(RETENTION),
                  in.get(HIERARCHICAL_NAMESPACE),
                  in.get(KMS_KEY),
                  in.get(LABELS),
                  in.get(READERS),
                  in.get(WRITERS)));

  public BucketSettings {
    lifecycle = Collections.unmodifiableSortedMap(new TreeMap<>(lifecycle));
    labels = Map.copyOf(labels);
    readers = List.copyOf(readers);
    writers = List.copyOf(writers);
    Faults faults =
        new Faults()
            .check(PURPOSE, purpose)
            .check(EXPIRE_DAYS, expireDays)
            .check(OLD_VERSION_DAYS, oldVersionDays)
            .check(LIFECYCLE, lifecycle)
            .check(SOFT_DELETE_DAYS, softDeleteDays)
            .check(LABELS, labels);
    BucketLimits.check(
        faults, storageClass, expireDays, lifecycle, autoclass, softDeleteDays, retention);
    if (hierarchicalNamespace) {
      // https://cloud.google.com/storage/docs/hns-overview#limitations
      faults
          .unless(
              !versioning,
              "real folders and old versions exclude each other. Leave one out.",
              "versioning",
              "hierarchical_namespace")
          .unless(
              retention.isEmpty(),
              "real folders and a retention policy exclude each other. Leave one out.",
              "retention",
              "hierarchical_namespace");
    }
    Access.check(faults, readers, writers);
    faults.raise();
  }

  /** A bucket of which only the purpose is special. */
  public static BucketSettings of(String purpose) {
    return new BucketSettings(
        purpose,
        Optional.empty(),
        StorageClass.STANDARD,
        false,
        Optional.empty(),
        30,
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of());
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
