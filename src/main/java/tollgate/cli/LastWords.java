package tollgate.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * What a run that is told to end (Ctrl-C, a signal) still does, and the one sentence it says. Two
 * come to say it, the run itself and the shutdown for a run that cannot, for it waits for an answer
 * or for Node: whoever is first has said it.
 */
final class LastWords {
  private final List<Supplier<Duration>> tasks = new CopyOnWriteArrayList<>();
  private final List<Runnable> last = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean said = new AtomicBoolean();
  private volatile boolean leaving;
  private volatile String sentence = "Interrupted.";

  /**
   * Adds what is to be done when the process is told to end.
   *
   * @param task does it, and tells how long the run may then take to say by itself how it ended
   */
  void before(Supplier<Duration> task) {
    tasks.add(task);
  }

  /** Adds what is to be done when the run has ended by itself or is not waited for any longer. */
  void after(Runnable task) {
    last.add(task);
    if (leaving) {
      task.run();
    }
  }

  /** What is said from now on for a run that cannot speak for itself. */
  void say(String words) {
    sentence = words;
  }

  /** Whether the caller may say how the run was interrupted: nobody has so far. */
  boolean areMine() {
    return said.compareAndSet(false, true);
  }

  /** Whether it was said. */
  boolean areSaid() {
    return said.get();
  }

  /** The run is over, and has said what it had to. */
  void runEnded() {
    ended.countDown();
  }

  /** The JVM stays until the run has said how it ended, if it was at work at all. */
  void atShutdown(PrintStream err) {
    Duration longest = Duration.ZERO;
    for (Supplier<Duration> task : tasks) {
      Duration more = task.get();
      longest = longest.compareTo(more) < 0 ? more : longest;
    }
    try {
      if (!ended.await(longest.toMillis(), TimeUnit.MILLISECONDS) && areMine()) {
        err.println();
        err.println(sentence);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    leaving = true;
    last.forEach(Runnable::run);
  }
}
