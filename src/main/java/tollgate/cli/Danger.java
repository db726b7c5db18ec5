package tollgate.cli;

/** The kinds of danger, as they are written after {@code --approve}. */
enum Danger {
  destructive,
  access,
  cost
}
