package tollgate.cli;

/** How plans and verdicts are written to stdout. */
enum ReportFormat {
  text,
  json,
  markdown,
  sarif,
  junit,
  html
}
