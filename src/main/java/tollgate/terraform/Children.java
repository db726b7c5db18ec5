package tollgate.terraform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * Every child process that runs, so that a shutdown can wait for them. Ctrl-C reaches terraform and
 * this JVM alike; terraform then finishes what it began and writes its state, and the simulated
 * provider it talks to lives in this JVM. So this JVM must be the last to go.
 */
public final class Children {

  /** For a run to say how it ended, once its children are done. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /** The same when Ctrl-C ended the child before anybody looked, or it ended by itself. */
  private static final Duration SHORT_WORDS = Duration.ofMillis(800);

  private static final long SHORTLY = Duration.ofSeconds(1).toNanos();

  static final Executor THREADS =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "terraform-io");
            thread.setDaemon(true);
            return thread;
          });

  private final Set<Child> running = ConcurrentHashMap.newKeySet();
  private volatile boolean interrupted;
  private volatile Optional<Long> lastEnd = Optional.empty();

  /** Whether a shutdown has begun; nothing new starts then. */
  public boolean interrupted() {
    return interrupted;
  }

  /**
   * The same for somebody whose child has failed: Ctrl-C may have ended the child before this JVM
   * has begun to shut down, which takes it some milliseconds.
   */
  public boolean interruptedOrAboutToBe() {
    for (int i = 0; i < 10 && !interrupted; i++) {
      pause();
    }
    return interrupted;
  }

  /**
   * To be called by a shutdown hook: waits until every child has ended. A child that does not say
   * within the grace time that it was interrupted did not get the signal, for only this process was
   * signalled, and is told to stop. (A second signal would make terraform drop everything, so it is
   * not sent to be on the safe side.)
   *
   * @param grace how long to wait for the child's own word
   * @return how long whoever waited for a child may take to say how that ended; none when no child
   *     was running
   */
  public Duration drain(Duration grace) {
    interrupted = true;
    boolean justEnded = lastEnd.isPresent() && System.nanoTime() - lastEnd.get() < SHORTLY;
    Duration lastWords = !running.isEmpty() ? LAST_WORDS : justEnded ? SHORT_WORDS : Duration.ZERO;
    long start = System.nanoTime();
    for (Child child : running) {
      long end = start + child.grace().orElse(grace).toNanos();
      while (child.handle().isAlive() && !child.hasTakenNotice() && System.nanoTime() < end) {
        pause();
      }
      if (child.handle().isAlive() && !child.hasTakenNotice()) {
        child.handle().destroy();
      }
    }
    for (Child child : running) {
      while (child.handle().isAlive()) {
        pause();
      }
    }
    return lastWords;
  }

  private void remove(Child child) {
    lastEnd = Optional.of(System.nanoTime());
    running.remove(child);
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts a child with exactly this environment; the caller closes it. */
  Running start(
      List<String> command, Path directory, Map<String, String> environment, Duration limit) {
    if (interrupted) {
      throw new InterruptedRunException();
    }
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      Child child = new Child(process, limit);
      running.add(child);
      return new Running(child);
    } catch (IOException e) {
      throw new TerraformException(
          "terraform could not be started in %s: %s".formatted(directory, e.getMessage()));
    }
  }

  /** Runs a child to its end and collects what it printed. */
  Child.Result run(
      List<String> command, Path directory, Map<String, String> environment, Duration limit) {
    try (Running run = start(command, directory, environment, limit)) {
      String stdout = new String(run.child().stdout().readAllBytes(), StandardCharsets.UTF_8);
      int code = run.child().await();
      return new Child.Result(code, stdout, run.child().stderr());
    } catch (IOException e) {
      throw new TerraformException(
          "what %s printed could not be read: %s".formatted(command, e.getMessage()));
    }
  }

  /**
   * Runs a command on this process's own streams.
   *
   * @param grace how long the command has to end by itself when a shutdown begins
   * @return its exit code
   * @throws IOException when it cannot be started
   */
  public int runInherited(
      List<String> command, Path directory, Map<String, String> environment, Duration grace)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toAbsolutePath().toFile()).inheritIO();
    builder.environment().clear();
    builder.environment().putAll(environment);
    Child child = Child.inheriting(builder.start(), grace);
    running.add(child);
    try {
      return child.await();
    } finally {
      remove(child);
    }
  }

  /** A child in the register; closing takes it out. */
  final class Running implements AutoCloseable {
    private final Child child;

    private Running(Child child) {
      this.child = child;
    }

    Child child() {
      return child;
    }

    @Override
    public void close() {
      child.close();
      remove(child);
    }
  }
}
