package tollgate.cli;

/** How a run ended. The numbers are a contract: scripts and pipelines read them. */
enum ExitCode {
  FINE(0, "fine", "What was asked for is done."),
  FAILURE(1, "internal failure", "A fault of tollgate itself; run again with -v and report it."),
  USAGE(2, "usage or settings", "An option, an argument, tollgate.yaml or a stack is wrong."),
  GUARD(3, "the gate said no", "A rule, the budget or a protected resource stops it."),
  APPROVAL(
      4,
      "not approved",
      "Somebody said no, nobody could be asked, or what was approved has changed since."),
  CHANGES(5, "changes", "There are changes or drift, and --fail-on-changes asked to be told."),
  TERRAFORM(6, "terraform failed", "Terraform's own errors are shown; the state may be locked."),
  PREREQUISITE(
      7,
      "prerequisite missing",
      "Something needed is missing, too old or full, or cannot be written; `tollgate doctor` says what."),
  INTERRUPTED(130, "interrupted", "Ctrl-C; terraform finished what it had begun.");

  private final int code;
  private final String title;
  private final String meaning;

  ExitCode(int code, String title, String meaning) {
    this.code = code;
    this.title = title;
    this.meaning = meaning;
  }

  int code() {
    return code;
  }

  String title() {
    return title;
  }

  String meaning() {
    return meaning;
  }

  /** For {@code help exit-codes}. */
  static String table() {
    StringBuilder table = new StringBuilder();
    for (ExitCode each : values()) {
      table.append("%4d  %-21s  %s%n".formatted(each.code, each.title, each.meaning));
    }
    return table.toString();
  }
}
