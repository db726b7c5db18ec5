package tollgate.google;

import java.time.Duration;

/** Waits until what was asked for can be seen: for two minutes, looking every two seconds. */
final class Patience {
  static final int LOOKS = 60;
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

  private final GoogleClient.Sleeper sleeper;

  Patience(GoogleClient.Sleeper sleeper) {
    this.sleeper = sleeper;
  }

  /** Whether it is there. */
  interface Look {
    boolean at() throws GoogleException;
  }

  /**
   * Looks until it is there.
   *
   * @param late what to say when it never is, one sentence
   */
  void until(Look look, String late) throws GoogleException {
    for (int i = 0; i < LOOKS; i++) {
      if (look.at()) {
        return;
      }
      pause();
    }
    throw GoogleClient.problem(GoogleProblem.Kind.SLOW, late, "Run the command again; it goes on.");
  }

  /** Waits from one look to the next. */
  void pause() throws GoogleException {
    try {
      sleeper.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw GoogleClient.problem(
          GoogleProblem.Kind.INTERRUPTED, "The wait was interrupted.", "Run the command again.");
    }
  }
}
