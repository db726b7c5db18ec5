package tollgate.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** How long the parts of a run took. Parts may overlap: stacks are planned side by side. */
public final class Timings {

  /** A part and its length in milliseconds. */
  public record Part(String name, long millis) {}

  private final LongSupplier nanoClock;
  private final List<Part> parts = new ArrayList<>();

  /**
   * @param nanoClock as {@link System#nanoTime}
   */
  public Timings(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  public <T> T measure(String name, Supplier<T> work) {
    long start = nanoClock.getAsLong();
    try {
      return work.get();
    } finally {
      add(name, TimeUnit.NANOSECONDS.toMillis(nanoClock.getAsLong() - start));
    }
  }

  public void measure(String name, Runnable work) {
    measure(
        name,
        () -> {
          work.run();
          return "";
        });
  }

  public synchronized void add(String name, long millis) {
    parts.add(new Part(name, millis));
  }

  /** In the order in which they ended. */
  public synchronized List<Part> parts() {
    return List.copyOf(parts);
  }
}
