import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import tollgate.cost.PriceBook;

/**
 * How long the price book takes in a JVM that has just started: its index, what holds everywhere,
 * and the two places of the sample settings. Prints milliseconds by the clock and of the processor,
 * and which regions were read.
 */
final class PriceBookLoad {
  public static void main(String[] arguments) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    long start = System.nanoTime();
    PriceBook book = PriceBook.shipped();
    boolean found =
        book.first("compute.machine.e2-standard-4.hour", "us-central1").isPresent()
            && book.first("storage.standard.gib-month", "US").isPresent()
            && book.first("secretmanager.version.month", "us-central1").isPresent();
    double clock = (System.nanoTime() - start) / 1e6;
    double processor = (threads.getCurrentThreadCpuTime() - cpu) / 1e6;
    if (!found) {
      throw new IllegalStateException("the shipped book lacks a price that it must have");
    }
    List<String> read = book.read();
    System.out.printf(
        "%.1f %.1f %d of %d: %s%n", clock, processor, read.size(), book.regions().size(), read);
  }
}
