package tollgate.cli;

/** How a bill is written to stdout. */
enum CostFormat {
  text,
  json,
  csv,
  /** The JSON shape of Infracost's breakdown. */
  infracost
}
