package stacks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import software.amazon.jsii.JsiiEngine;

/**
 * The Node process behind CDKTF. Starting it and loading the two libraries takes about as long as
 * reading the settings, so it can be done meanwhile.
 */
final class Kernel {
  private static final class Holder {
    static final CompletableFuture<Loaded> READY = CompletableFuture.supplyAsync(Kernel::load);
  }

  /**
   * How long the start took.
   *
   * @param core milliseconds for Node and CDKTF's core
   * @param bindings milliseconds for the provider's constructs
   */
  record Loaded(long core, long bindings) {}

  /** Half a second is usual; a machine under load takes a few. */
  private static final int LONGEST_LOAD_SECONDS = 5;

  private Kernel() {}

  /** Begins to start it. */
  static void start() {
    boolean unused = Holder.READY.isDone();
  }

  /** Returns when it runs. */
  static Loaded await() {
    return Holder.READY.join();
  }

  /**
   * jsii unpacks each library into a temporary directory and removes it once Node has read it, so a
   * run that is interrupted meanwhile ends a moment later.
   */
  private static Loaded load() {
    CountDownLatch over = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> await(over), "kernel-loaded"));
    try {
      return loadLibraries();
    } finally {
      over.countDown();
    }
  }

  private static void await(CountDownLatch over) {
    try {
      boolean unused = over.await(LONGEST_LOAD_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Loaded loadLibraries() {
    long start = System.nanoTime();
    JsiiEngine engine = JsiiEngine.getInstance();
    engine.loadModule(com.hashicorp.cdktf.$Module.class);
    long core = System.nanoTime();
    engine.loadModule(com.hashicorp.cdktf.providers.google.$Module.class);
    return new Loaded(millis(core - start), millis(System.nanoTime() - core));
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
