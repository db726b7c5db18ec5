package stacks;

import java.util.concurrent.CompletableFuture;
import software.amazon.jsii.JsiiEngine;

/**
 * The Node process behind CDKTF. Starting it and loading the two libraries takes about as long as
 * reading the settings, so it can be done meanwhile.
 */
final class Kernel {
  private static final class Holder {
    static final CompletableFuture<Void> READY = CompletableFuture.runAsync(Kernel::load);
  }

  private Kernel() {}

  /** Begins to start it. */
  static void start() {
    boolean unused = Holder.READY.isDone();
  }

  /** Returns when it runs. */
  static void await() {
    Holder.READY.join();
  }

  private static void load() {
    JsiiEngine engine = JsiiEngine.getInstance();
    engine.loadModule(com.hashicorp.cdktf.$Module.class);
    engine.loadModule(com.hashicorp.cdktf.providers.google.$Module.class);
  }
}
