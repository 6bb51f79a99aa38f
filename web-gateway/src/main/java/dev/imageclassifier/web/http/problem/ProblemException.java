package dev.imageclassifier.web.http.problem;

/** Rejects a request with a {@link Problem}. Has no stack trace. */
public final class ProblemException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The response to send. */
  public Problem problem() {
    return problem;
  }
}
