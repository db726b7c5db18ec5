package tollgate.config;

/** The kind of a persistent disk. */
public enum DiskType {
  PD_STANDARD,
  PD_BALANCED,
  PD_SSD
}
