package tollgate.sandbox.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import tollgate.schema.value.Value;
import tollgate.schema.value.Values;

/** One gRPC connection: one instance of the provider, so one alias of it. */
public final class Connection {
  private static final int LOOKS = 20;
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final CountDownLatch stopped = new CountDownLatch(1);
  private final int port;
  private final int to;
  private final Function<Peer, Optional<WorkedOn>> states;
  private volatile Value configuration = Values.NULL;
  private final List<Made> made = new ArrayList<>();
  private Optional<WorkedOn> worked = Optional.empty();
  private boolean asked;
  private boolean over;
  private boolean hungUp;

  /**
   * @param port terraform's end of the connection, on this machine
   * @param to this end of it
   * @param states finds the state that a process works on, where the sandbox keeps it
   */
  public Connection(int port, int to, Function<Peer, Optional<WorkedOn>> states) {
    this.port = port;
    this.to = to;
    this.states = states;
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

  /** The file of the state that this terraform works on, where that can be found out. */
  public synchronized Optional<Path> state() {
    if (!asked) {
      asked = true;
      find();
    }
    return worked.map(WorkedOn::state);
  }

  /** A process that was killed has closed some of its files and not yet others for a moment. */
  private void find() {
    for (int i = 0; i < LOOKS; i++) {
      worked =
          Peer.holding(port, to).flatMap(peer -> states.apply(peer).or(() -> StateNote.of(peer)));
      hungUp = worked.isEmpty() && Peer.hungUp(port, to);
      if (worked.isPresent() || hungUp || Peer.holding(port, to).isPresent()) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Whether terraform was killed before it could be asked what it works on: nobody will ever know
   * what is made for it now.
   */
  public synchronized boolean goneUnknown() {
    return hungUp;
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
   * The connection is at its end, and so is terraform, or nearly.
   *
   * @param killed takes what terraform may not have written into its state, if it was killed
   */
  public void end(Consumer<List<Made>> killed) {
    Optional<WorkedOn> on;
    List<Made> all;
    synchronized (this) {
      over = true;
      on = worked;
      all = List.copyOf(made);
    }
    on.ifPresent(each -> each.ifKilled(() -> killed.accept(all)));
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
