package tollgate.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import tollgate.config.read.Shown;
import tollgate.plan.Plan;
import tollgate.plan.PlanFormatException;
import tollgate.workflow.StopException;

/** A plan that somebody made with terraform. */
final class PlanFile {
  private static final String STDIN = "-";

  /** In memory a plan takes about eight times its size; 10,000 resources are some 30 MiB. */
  private static final int LARGEST = 64 << 20;

  private PlanFile() {}

  /**
   * Reads a plan.
   *
   * @param name a file, or {@code -} for stdin
   * @throws StopException when there is no such file or it holds no plan
   */
  static Plan read(Rim rim, String name) {
    return read(rim, name, LARGEST);
  }

  static Plan read(Rim rim, String name, int largest) {
    try {
      byte[] bytes = bytes(rim, name, largest);
      if (bytes.length > largest) {
        throw unusable(
            name,
            "is larger than %d MiB; plan fewer resources at once, stack by stack"
                .formatted(largest >> 20));
      }
      JsonNode document = new ObjectMapper().readTree(bytes);
      return Plan.parse(document);
    } catch (JsonProcessingException e) {
      throw unusable(
          name,
          "is no JSON (line %d). Make a plan with `terraform show -json plan.bin`"
              .formatted(e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (PlanFormatException e) {
      throw unusable(name, "cannot be used: " + e.getMessage());
    } catch (IOException e) {
      throw unusable(name, "cannot be read. Check the name, and that you may read it");
    }
  }

  private static byte[] bytes(Rim rim, String name, int largest) throws IOException {
    if (name.equals(STDIN)) {
      return rim.in().readNBytes(largest + 1);
    }
    Path file = rim.directory().resolve(name);
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(largest + 1);
    }
  }

  private static StopException unusable(String name, String what) {
    return new StopException(
        StopException.Reason.USAGE,
        "The plan %s %s.".formatted(name.equals(STDIN) ? "on stdin" : Shown.bare(name), what));
  }
}
