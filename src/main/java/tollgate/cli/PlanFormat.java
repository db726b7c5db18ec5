package tollgate.cli;

/** How a plan is written to stdout. */
enum PlanFormat {
  text,
  json,
  /** A comment for a pull request. */
  markdown
}
