package stacks.orchestrator;

/**
 * A question over HTTP whether a container is there.
 *
 * @param path asked without a login
 * @param port in the container
 * @param periodSeconds between two questions
 * @param timeoutSeconds for an answer; less than the period
 * @param failures in a row until the container counts as broken
 */
public record Probe(String path, int port, int periodSeconds, int timeoutSeconds, int failures) {
  public Probe {
    if (timeoutSeconds > periodSeconds) {
      throw new IllegalArgumentException("a probe's timeout must not be longer than its period");
    }
  }

  /** The question while it starts: every ten seconds, for so many seconds. */
  static Probe startup(String path, int port, int seconds) {
    return new Probe(path, port, 10, 5, seconds / 10);
  }

  /**
   * The question while it runs. Lenient, since a busy orchestrator answers late and a restart would
   * end what it runs.
   */
  static Probe liveness(String path, int port) {
    return new Probe(path, port, 60, 30, 5);
  }
}
