package tollgate.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tollgate.text.Characters;

/** Makes checks side by side, each with the same deadline. */
public final class Checkup {
  private static final int LONGEST_REASON = 200;

  private Checkup() {}

  /**
   * All checks, in the order given.
   *
   * @param deadline for all together; what takes longer is a finding of its own
   */
  public static List<Finding> run(List<Check> checks, Duration deadline) {
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "check");
              thread.setDaemon(true);
              return thread;
            });
    try {
      long end = System.nanoTime() + deadline.toNanos();
      List<Future<Outcome>> looks = new ArrayList<>();
      for (Check check : checks) {
        looks.add(threads.submit(() -> check.look().at()));
      }
      List<Finding> findings = new ArrayList<>();
      for (int i = 0; i < checks.size(); i++) {
        Outcome outcome = outcome(looks.get(i), end - System.nanoTime(), deadline);
        findings.add(new Finding(checks.get(i).id(), checks.get(i).subject(), outcome));
      }
      return findings;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Outcome outcome(Future<Outcome> look, long nanos, Duration deadline) {
    try {
      return look.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return Outcome.unchecked(
          "There was no answer within %d s.".formatted(deadline.toSeconds()),
          "Try again, or look at it by hand.");
    } catch (ExecutionException failed) {
      return Outcome.unchecked(
          "It could not be looked at: %s.".formatted(reason(failed)), "Look at it by hand.");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Outcome.unchecked("The look at it was interrupted.", "Try again.");
    }
  }

  private static String reason(ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    String text =
        String.valueOf(
            cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_REASON)
        .map(point -> Characters.readable(point) ? point : '?')
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }
}
