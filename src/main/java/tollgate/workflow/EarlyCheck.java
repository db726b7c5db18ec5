package tollgate.workflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import stacks.StackInfo;
import tollgate.schema.JsonTree;
import tollgate.schema.Schema;
import tollgate.schema.check.ConfigurationCheck;
import tollgate.schema.check.Finding;
import tollgate.terraform.WorkDirectory;

/** Finds in synthesized stacks what terraform would refuse, before terraform is started. */
public final class EarlyCheck {
  /**
   * What is wrong in a stack.
   *
   * @param stack by name
   */
  public record Mistake(String stack, Finding finding) {}

  private static final int READINGS = 20;
  private static final Duration PAUSE = Duration.ofMillis(50);

  private EarlyCheck() {}

  /** All mistakes, in the stacks' order. */
  public static List<Mistake> of(List<StackInfo> stacks) {
    return stacks.parallelStream().flatMap(EarlyCheck::of).toList();
  }

  private static Stream<Mistake> of(StackInfo stack) {
    Path file = stack.directory().resolve(WorkDirectory.CONFIGURATION);
    try {
      return ConfigurationCheck.of(Schema.google(), read(file)).stream()
          .map(finding -> new Mistake(stack.name(), finding));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the file %s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  /** Another run in the same directory writes the same file at the same time, piece by piece. */
  private static JsonNode read(Path file) throws IOException {
    for (int i = 1; i < READINGS; i++) {
      try {
        return JsonTree.read(Files.readAllBytes(file));
      } catch (IOException halfWritten) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return JsonTree.read(Files.readAllBytes(file));
  }
}
