package tollgate.sandbox.wire;

import tollgate.sandbox.value.Value;
import tollgate.sandbox.value.Values;

/** One gRPC connection: one instance of the provider, so one alias of it. */
public final class Connection {
  private volatile Value configuration = Values.NULL;

  /** The provider block; null before Configure. */
  public Value configuration() {
    return configuration;
  }

  public void configure(Value block) {
    this.configuration = block;
  }
}
