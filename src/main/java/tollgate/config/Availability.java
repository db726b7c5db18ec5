package tollgate.config;

/** Whether a database has a stand-by in another zone, which doubles its price. */
public enum Availability {
  ZONAL,
  REGIONAL
}
