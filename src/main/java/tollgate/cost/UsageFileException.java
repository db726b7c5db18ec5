package tollgate.cost;

import java.util.List;

/** A usage file that cannot be taken, with everything that is wrong in it. */
public final class UsageFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // an immutable list of strings, which is serializable
  private final List<String> problems;

  UsageFileException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, with file and line. */
  public List<String> problems() {
    return problems;
  }
}
