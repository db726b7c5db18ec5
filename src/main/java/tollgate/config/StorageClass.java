package tollgate.config;

/**
 * How often the objects of a bucket are read; the rarer, the cheaper to keep and the dearer to
 * read.
 */
public enum StorageClass {
  STANDARD,
  NEARLINE,
  COLDLINE,
  ARCHIVE
}
