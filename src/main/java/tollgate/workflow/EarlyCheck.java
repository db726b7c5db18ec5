package tollgate.workflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

  private EarlyCheck() {}

  /** All mistakes, in the stacks' order. */
  public static List<Mistake> of(List<StackInfo> stacks) {
    return stacks.parallelStream().flatMap(EarlyCheck::of).toList();
  }

  private static Stream<Mistake> of(StackInfo stack) {
    Path file = stack.directory().resolve(WorkDirectory.CONFIGURATION);
    try {
      return ConfigurationCheck.of(Schema.google(), JsonTree.read(Files.readAllBytes(file)))
          .stream()
          .map(finding -> new Mistake(stack.name(), finding));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(
          "the file %s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
    }
  }
}
