package tollgate.sandbox.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tollgate.schema.check.Problem;
import tollgate.text.Sha256;

/**
 * Configurations in which nothing was wrong. Terraform has each one validated twice in a plan, and
 * again when it applies, and what is wrong depends on nothing else. Kept as sums: a configuration
 * may be large and hold secrets.
 */
final class Faultless {
  /** About 3 MB. */
  private static final int MOST = 20_000;

  private final Map<ByteBuffer, Boolean> sums =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Boolean> eldest) {
          return size() > MOST;
        }
      };

  /** Nothing, if the same request had no problems before; else what the validation finds. */
  List<Problem> or(byte[] request, Supplier<List<Problem>> validation) {
    ByteBuffer sum = ByteBuffer.wrap(Sha256.of(request));
    synchronized (sums) {
      if (sums.containsKey(sum)) {
        return List.of();
      }
    }
    List<Problem> problems = validation.get();
    if (problems.isEmpty()) {
      synchronized (sums) {
        sums.put(sum, true);
      }
    }
    return problems;
  }
}
