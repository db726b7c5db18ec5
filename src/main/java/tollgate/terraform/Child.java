package tollgate.terraform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One running child process whose standard error is collected on the side. */
final class Child implements AutoCloseable {

  /** More of a child's standard error than this tells nobody anything. */
  private static final int STDERR_LIMIT = 256 * 1024;

  /** What came of a child that is done. */
  record Result(int exitCode, String stdout, String stderr) {}

  private final Process process;
  private final Duration limit;
  private final CompletableFuture<String> stderr;
  private final Optional<Duration> grace;
  private volatile boolean tookNotice;
  private volatile boolean timedOut;

  Child(Process process, Duration limit) {
    this(process, limit, Optional.empty());
  }

  private Child(Process process, Duration limit, Optional<Duration> grace) {
    this.process = process;
    this.limit = limit;
    this.grace = grace;
    this.stderr = CompletableFuture.supplyAsync(this::readStderr, Children.THREADS);
    if (!limit.isZero()) {
      CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS, Children.THREADS)
          .execute(this::expire);
    }
  }

  /** A child on this process's own streams. */
  static Child inheriting(Process process, Duration grace) {
    return new Child(process, Duration.ZERO, Optional.of(grace));
  }

  /** How long this child has to end by itself, where it has a time of its own. */
  Optional<Duration> grace() {
    return grace;
  }

  /** Feeds each line of standard output; returns the exit code. */
  int lines(Consumer<String> each) {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        each.accept(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return await();
  }

  InputStream stdout() {
    return process.getInputStream();
  }

  String stderr() {
    return stderr.join();
  }

  /**
   * Waits for the end.
   *
   * @throws TerraformException when the time limit cut it off
   */
  int await() {
    boolean interrupted = false;
    while (true) {
      try {
        int code = process.waitFor();
        if (timedOut) {
          throw new TerraformException(
              "terraform was stopped after %d s without an end".formatted(limit.toSeconds()));
        }
        return code;
      } catch (InterruptedException e) {
        // Leaving terraform alone here would lose what it is about to write into the state.
        interrupted = true;
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** The child said that it is stopping because it was told to. */
  void tookNotice() {
    tookNotice = true;
  }

  boolean hasTakenNotice() {
    return tookNotice;
  }

  ProcessHandle handle() {
    // Process.destroy would close the pipes too, and terraform would die of them half-way.
    return process.toHandle();
  }

  private void expire() {
    if (process.isAlive()) {
      timedOut = true;
      handle().destroy();
      CompletableFuture.delayedExecutor(20, TimeUnit.SECONDS, Children.THREADS)
          .execute(() -> handle().destroyForcibly());
    }
  }

  private String readStderr() {
    StringBuilder text = new StringBuilder();
    char[] buffer = new char[8192];
    try (InputStreamReader reader =
        new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8)) {
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        if (text.length() < STDERR_LIMIT) {
          text.append(buffer, 0, n);
        }
      }
    } catch (IOException e) {
      text.append('\n').append(e.getMessage());
    }
    return text.toString();
  }

  /** Ends the child if a reader failed before its end. */
  @Override
  public void close() {
    if (process.isAlive()) {
      handle().destroy();
    }
  }
}
