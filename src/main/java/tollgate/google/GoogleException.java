package tollgate.google;

/** A call that did not work; the message is a sentence with what to do. */
public final class GoogleException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient GoogleProblem problem;

  GoogleException(GoogleProblem problem) {
    super(problem.sentence() + " " + problem.fix());
    this.problem = problem;
  }

  public GoogleProblem problem() {
    return problem;
  }
}
