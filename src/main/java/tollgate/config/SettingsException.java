package tollgate.config;

import java.util.List;
import java.util.stream.Collectors;
import tollgate.config.read.Problem;

/** A settings file that cannot be used, with everything that is wrong with it. */
public final class SettingsException extends Exception {
  private final transient List<Problem> problems;

  public SettingsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, by line; each prints as one sentence that is fit for a terminal. */
  public List<Problem> problems() {
    return problems;
  }
}
