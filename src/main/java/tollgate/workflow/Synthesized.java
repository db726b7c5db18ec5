package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import stacks.StackInfo;
import tollgate.schema.JsonTree;
import tollgate.terraform.WorkDirectory;

/** What CDKTF wrote for a stack. */
public final class Synthesized {
  private static final int READINGS = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Synthesized() {}

  /** Where the stack's configuration lies. */
  public static Path file(StackInfo stack) {
    return stack.directory().resolve(WorkDirectory.CONFIGURATION);
  }

  /**
   * The stack's configuration as Terraform JSON. Another run in the same directory may be writing
   * it piece by piece: what is not JSON yet is read again, for a second.
   *
   * @throws UncheckedIOException naming the file, when it cannot be read or never becomes JSON
   */
  public static JsonNode configuration(StackInfo stack) {
    Path file = file(stack);
    IOException last = new IOException("not read");
    for (int i = 0; i < READINGS; i++) {
      try {
        return JsonTree.read(Files.readAllBytes(file));
      } catch (IOException halfWritten) {
        last = halfWritten;
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    throw new UncheckedIOException(
        "the file %s cannot be read: %s".formatted(file, last.getMessage()), last);
  }
}
