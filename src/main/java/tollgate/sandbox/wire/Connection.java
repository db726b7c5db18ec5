package tollgate.sandbox.wire;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import tollgate.sandbox.value.Value;
import tollgate.sandbox.value.Values;

/** One gRPC connection: one instance of the provider, so one alias of it. */
public final class Connection {
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile Value configuration = Values.NULL;

  /** The provider block; null before Configure. */
  public Value configuration() {
    return configuration;
  }

  public void configure(Value block) {
    this.configuration = block;
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
