package tollgate.plan;

import java.util.List;

/** What Terraform will do to one object. */
public enum Action {
  CREATE("+", "create"),
  UPDATE("~", "update"),
  REPLACE("-/+", "replace"),
  DELETE("-", "delete"),
  READ("<=", "read"),
  FORGET(".", "forget"),
  NO_OP(" ", "unchanged");

  private final String symbol;
  private final String word;

  Action(String symbol, String word) {
    this.symbol = symbol;
    this.word = word;
  }

  /** The sign Terraform's own plans use. */
  public String symbol() {
    return symbol;
  }

  public String word() {
    return word;
  }

  /** Whether the object that exists before the plan is gone after it. */
  public boolean destroys() {
    return this == DELETE || this == REPLACE;
  }

  public boolean changesSomething() {
    return this != NO_OP && this != READ;
  }

  /**
   * Reads the {@code actions} list of a plan, whose order tells only which half of a replacement
   * comes first.
   *
   * @throws PlanFormatException for a combination that Terraform does not document
   */
  static Action of(List<String> actions) {
    return switch (String.join(",", actions)) {
      case "no-op" -> NO_OP;
      case "create" -> CREATE;
      case "read" -> READ;
      case "update" -> UPDATE;
      case "delete" -> DELETE;
      case "forget" -> FORGET;
      case "delete,create", "create,delete", "create,forget", "forget,create" -> REPLACE;
      default ->
          throw new PlanFormatException(
              "the actions "
                  + actions
                  + " are none that Terraform documents; is this a plan made by"
                  + " `terraform show -json`?");
    };
  }
}
