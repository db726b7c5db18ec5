package tollgate.cli;

/** How data is written to stdout. */
enum Format {
  text,
  json
}
