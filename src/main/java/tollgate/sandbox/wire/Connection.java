package tollgate.sandbox.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** One gRPC connection: one instance of the provider, so one alias of it. */
public final class Connection {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final int port;
  private volatile Value configuration = Values.NULL;
  private final List<Made> made = new ArrayList<>();
  private Optional<StateNote> note = Optional.empty();
  private boolean asked;
  private boolean over;

  /**
   * @param port terraform's end of the connection, on this machine
   */
  public Connection(int port) {
    this.port = port;
  }

  /** An object that this terraform had made. */
  public record Made(String type, String id) {}

  /** The provider block; null before Configure. */
  public Value configuration() {
    return configuration;
  }

  public void configure(Value block) {
    this.configuration = block;
  }

  /** The local state that this terraform works on, where that can be found out. */
  public synchronized Optional<Path> state() {
    if (!asked) {
      asked = true;
      note = StateNote.of(port);
    }
    return note.map(StateNote::state);
  }

  /**
   * Remembers what was made for this terraform.
   *
   * @return false when terraform has gone and cannot hear of it any more
   */
  public synchronized boolean remember(String type, String id) {
    return !over && made.add(new Made(type, id));
  }

  /**
   * The connection is at its end, and so is terraform.
   *
   * @return what terraform may not have written into its state, because it was killed; empty when
   *     it ended by itself
   */
  public synchronized List<Made> end() {
    over = true;
    return note.filter(StateNote::stillLies).isPresent() ? List.copyOf(made) : List.of();
  }

  /** Terraform was interrupted, or is gone: what waits is to end. */
  void stop() {
    stopped.countDown();
  }

  /** Waits so long, or until Terraform wants to end; true in the latter case. */
  public boolean awaitStop(Duration time) {
    try {
      return stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
